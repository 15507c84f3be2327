import type { ComponentProps } from 'preact';
import { Applications } from '../../people/islands/applications.js';
import { AuditTrail } from '../../people/islands/audit-trail.js';
import { Customers } from '../../customers/islands/customers.js';
import { Templates } from '../../templates/islands/templates.js';
import { Providers } from '../../providers/islands/providers.js';
import { Users } from '../../people/islands/users.js';
import { Account } from './account.js';
import { ChangePassword } from './change-password.js';
import { Inbox } from './inbox.js';
import { Landing } from './landing.js';
import { Navigation } from './navigation.js';
import { Outgoing } from './outgoing.js';
import { RoleRequests } from './role-requests.js';
import { Roles } from './roles.js';
import { SendMessage } from './send-message.js';
import { Sessions } from './sessions.js';
import { SignedIn } from './signed-in.js';
import { TryIt } from '../try-it.js';

/** The interactive parts of the pages, by the name that the server writes and the browser reads. */
export const ISLANDS = {
  Account,
  Applications,
  AuditTrail,
  ChangePassword,
  Customers,
  Inbox,
  Landing,
  Navigation,
  Outgoing,
  Providers,
  RoleRequests,
  Roles,
  SendMessage,
  Sessions,
  SignedIn,
  Templates,
  TryIt,
  Users,
} as const;

export type IslandName = keyof typeof ISLANDS;
export type IslandProps<Name extends IslandName> = ComponentProps<(typeof ISLANDS)[Name]>;
