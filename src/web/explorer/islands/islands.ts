import type { ComponentProps } from 'preact';
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
  ChangePassword,
  Inbox,
  Landing,
  Navigation,
  Outgoing,
  RoleRequests,
  Roles,
  SendMessage,
  Sessions,
  SignedIn,
  TryIt,
} as const;

export type IslandName = keyof typeof ISLANDS;
export type IslandProps<Name extends IslandName> = ComponentProps<(typeof ISLANDS)[Name]>;
