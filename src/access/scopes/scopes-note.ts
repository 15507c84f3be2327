import type { Config } from '../../platform/config/config.js';
import type { Note } from '../../platform/endpoint/endpoint.js';

/** What scopes do in the current configuration (`REQUIRE_SCOPES`, `SCOPED_ROLES`; contract section 4.2). */
export function scopesNote({ requireScopes, scopedRoles }: Pick<Config, 'requireScopes' | 'scopedRoles'>): Note {
  const roles = [...scopedRoles].join(', ');
  return {
    none: {
      en: 'Here scopes are kept and change nothing: what a call may do is up to the roles of its user alone (`REQUIRE_SCOPES=none`).',
      es: 'Aquí los ámbitos se guardan y no cambian nada: lo que puede hacer una llamada depende solo de los roles de su usuario (`REQUIRE_SCOPES=none`).',
    },
    listed: {
      en: `Here an operation that asks for one of the following roles needs both: its user has to hold one of its roles, and the application has to have one of them as a scope (\`REQUIRE_SCOPES=listed\`): ${roles}.`,
      es: `Aquí una operación que pide uno de los siguientes roles necesita ambas cosas: su usuario debe tener uno de sus roles y la aplicación debe tener uno de ellos como ámbito (\`REQUIRE_SCOPES=listed\`): ${roles}.`,
    },
    all: {
      en: 'Here an operation that asks for a role needs both: its user has to hold one of its roles, and the application has to have one of them as a scope (`REQUIRE_SCOPES=all`).',
      es: 'Aquí una operación que pide un rol necesita ambas cosas: su usuario debe tener uno de sus roles y la aplicación debe tener uno de ellos como ámbito (`REQUIRE_SCOPES=all`).',
    },
  }[requireScopes];
}
