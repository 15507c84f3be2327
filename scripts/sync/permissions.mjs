import { code, NOTICE, table } from './text.mjs';

/** @typedef {import('./service.mjs').Operation} Operation */

const orList = (roles) => roles.map(code).join(' or ');

/** @param {Operation} operation */
function rolesOf({ roles, sandboxRoles }) {
  const [usual, sandbox] = [orList(roles), orList(sandboxRoles)];
  return usual === sandbox ? usual : `${usual || 'none'}; in the sandbox ${sandbox || 'none'}`;
}

/** @param {readonly string[]} versions oldest first */
function versionsOf(versions) {
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined) return '';
  return first === last ? `v${first}` : `v${first} to v${last}`;
}

/**
 * The operations of messages, which the product is about, for the README.
 *
 * @param {readonly Operation[]} operations
 */
export const messageOperations = (operations) =>
  table(
    ['Operation', 'Request', 'Answers under', 'Roles'],
    operations
      .filter(({ tags }) => tags.includes('Customer-Message'))
      .map((operation) => [
        `${code(operation.id)}<br>${operation.summary}`,
        code(`${operation.verb} ${operation.path}`),
        versionsOf(operation.versions),
        rolesOf(operation),
      ]),
  );

/**
 * Who may call what. A change of this page is a change of permissions and must be reviewed as one.
 *
 * @param {readonly Operation[]} operations
 */
export function permissionsPage(operations) {
  const ids = (chosen) => chosen.map(({ id }) => `- ${code(id)}`).join('\n') || 'None.';
  const withoutRole = operations.filter(({ authentication, roles }) => authentication === 'mandatory' && roles.length === 0);
  return `${[
    NOTICE,
    '# Permissions',
    'Who may call which operation. Checks run in the order given, so of two things wrong the earlier is answered. ' +
      'One of several roles is enough. `VERSION` stands for each of the versions. What an answer to strangers costs, and what bounds it: ' +
      '[decision 66](../decisions/0066-work-for-strangers.md).',
    table(
      ['Operation', 'Versions', 'Request', 'Authentication', 'Strangers', 'Roles', 'Checks'],
      operations.map((operation) => [
        code(operation.id),
        versionsOf(operation.versions),
        code(`${operation.verb} ${operation.path}`),
        operation.authentication,
        operation.strangers,
        rolesOf(operation),
        operation.checks.join(', '),
      ]),
    ),
    '## Open to everybody',
    ids(operations.filter(({ authentication }) => authentication !== 'mandatory')),
    '## Open to every user who is logged in',
    ids(withoutRole),
  ].join('\n\n')}\n`;
}
