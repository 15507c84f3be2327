import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { PublicUrl } from '../../platform/http/public-url.js';
import type { ApiInfoV140Dto } from './v1.4.0/api-info.dto.js';
import type { ApiInfoV400Dto } from './v4.0.0/api-info.dto.js';

/** What the service says about itself (contract section 5.1). */
@Injectable()
export class ApiInfoService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly publicUrl: PublicUrl,
  ) {}

  /** @param version as it was called, without the v. */
  brief(version: string): ApiInfoV140Dto {
    const { gitCommit, hostedBy } = this.config;
    return {
      version: `v${version}`,
      version_status: version === '5.1.0' ? 'BLEEDING_EDGE' : 'STABLE',
      git_commit: gitCommit,
      connector: 'mapped', // OBP's word for data that is kept in the service's own database
      hosted_by: {
        organisation: hostedBy.organisation,
        email: hostedBy.email,
        phone: hostedBy.phone,
        organisation_website: hostedBy.website,
      },
    };
  }

  /** @param version as it was called, without the v. */
  full(version: string): ApiInfoV400Dto {
    const { hosted_by: hostedBy, ...first } = this.brief(version);
    const nobody = { organisation: '', organisation_website: '' };
    return {
      ...first,
      hostname: this.publicUrl.value,
      local_identity_provider: this.config.localIdentityProvider,
      hosted_by: hostedBy,
      hosted_at: nobody,
      energy_source: nobody,
      resource_docs_requires_role: this.config.resourceDocsRequiresRole,
    };
  }
}
