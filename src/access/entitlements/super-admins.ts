import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Database, type Statement } from '../../platform/database/database.js';

const FLAG: Statement = { name: 'super_admin', text: `SELECT 1 FROM users WHERE user_id = $1 AND is_super_admin` };

/** Says who is a super admin, for lists of other users' rights. */
@Injectable()
export class SuperAdmins {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Also false for an unknown id. */
  async has(userId: string): Promise<boolean> {
    return this.config.superAdminUserIds.has(userId) || (await this.database.query(FLAG, [userId])).length > 0;
  }
}
