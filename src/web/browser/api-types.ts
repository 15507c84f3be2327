import type { DeliveryStatus } from '../../messaging/deliveries/delivery-status.js';

/* The parts of the API's answers that the pages for people read. */

export interface Bank {
  readonly id: string;
  readonly short_name: string | null;
  readonly full_name: string | null;
}

/** A bank as it is changed. */
export interface BankFacts {
  readonly id: string;
  readonly bank_code: string | null;
  readonly full_name: string | null;
  readonly website: string | null;
  readonly logo: string | null;
}

/** A user who reads the messages to a customer. */
export interface CustomerUser {
  readonly user_customer_link_id: string;
  readonly user_id: string;
  readonly username: string;
  readonly linked_at: string;
}

export interface Customer {
  readonly customer_id: string;
  readonly customer_number: string;
  readonly legal_name: string;
}

/** A customer as the search finds one. */
export interface FoundCustomer extends Customer {
  readonly email: string;
  readonly mobile_phone_number: string;
}

export interface Message {
  readonly id: string;
  /** ISO 8601, UTC, to the second. */
  readonly date: string;
  readonly message: string;
  readonly from_department: string;
  readonly from_person: string;
  /** Only staff see it. */
  readonly transport?: string;
}

/** A message in the inbox of the signed-in user. */
export interface InboxMessage extends Message {
  readonly bank_id: string;
  readonly customer_id: string;
  /** ISO 8601; null: not read. */
  readonly read_at: string | null;
}

/** A customer that the signed-in user acts for. */
export interface OwnCustomer extends Customer {
  readonly bank_id: string;
}

/** How a customer wishes to be reached. */
export interface DeliveryPreferences {
  readonly opt_outs: readonly { readonly channel: string; readonly extent: string }[];
  readonly time_zone: string;
  readonly language: string;
  readonly version: number;
}

/** A role, held or asked for. */
export interface RoleAt {
  readonly role_name: string;
  /** Empty for the whole system. */
  readonly bank_id: string;
}

export interface Entitlement extends RoleAt {
  readonly entitlement_id: string;
}

export interface User {
  readonly user_id: string;
  readonly username: string;
  readonly provider: string;
  readonly email: string;
  readonly is_locked: boolean;
  readonly entitlements: { readonly list: readonly RoleAt[] };
}

/** An application that calls the API. */
export interface Consumer {
  readonly consumer_id: string;
  readonly app_name: string;
  readonly developer_email: string;
  readonly enabled: boolean;
}

/** A way out of a bank's messages. */
export interface Provider {
  readonly provider_id: string;
  readonly kind: string;
  /** Without secrets. */
  readonly settings: object;
  /** The names of the settings that are secrets. */
  readonly secrets: readonly string[];
  readonly callback_url: string | null;
  readonly is_enabled: boolean;
  readonly health: {
    readonly state: 'closed' | 'open';
    readonly since: string | null;
    readonly failures: readonly { readonly code: string; readonly count: number }[];
    readonly messages_per_second: number | null;
  };
}

/** A text that a bank sends again and again. */
export interface Template {
  readonly template_id: string;
  readonly name: string;
  readonly newest_version: number;
  readonly is_archived: boolean;
}

export interface TemplateText {
  readonly language: string;
  readonly text: string;
}

/** What a template said from some time on. */
export interface TemplateVersion {
  readonly version: number;
  readonly default_language: string;
  readonly texts: readonly TemplateText[];
  readonly created_at: string;
}

export interface TemplateWithVersions extends Template {
  /** Newest first. */
  readonly versions: readonly TemplateVersion[];
}

/** A text as it would go out as SMS. */
export interface TextPreview {
  readonly text: string;
  readonly encoding: 'gsm7' | 'ucs2';
  readonly units: number;
  readonly segments: number;
  readonly ucs2_characters: readonly string[];
  readonly parts: readonly { readonly text: string }[];
}

/** Which providers carry a transport. */
export interface Route {
  readonly transport: string;
  readonly channel: string;
  readonly providers: readonly { readonly provider_id: string; readonly rank: number; readonly weight: number }[];
}

/** What somebody did, and what it changed. */
export interface AuditRecord {
  readonly audit_record_id: string;
  readonly at: string;
  /** Empty for an anonymous caller. */
  readonly actor_user_id: string;
  readonly action: string;
  readonly subject_id: string;
  /** Empty where no bank in particular is concerned. */
  readonly bank_id: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** The signed-in user. */
export interface Me {
  readonly first_name: string;
  readonly last_name: string;
  readonly is_super_admin: boolean;
  readonly roles: readonly RoleAt[];
}

/** A request for a role. */
export interface RoleRequest extends RoleAt {
  readonly entitlement_request_id: string;
  readonly username: string;
  /** Empty when it was not said. */
  readonly reason: string;
  readonly requested_at: string;
  /** Whether the user has the role by now, which ends no request. */
  readonly is_held: boolean;
  /** Null while it is open. */
  readonly decision: {
    readonly decision: 'granted' | 'refused';
    readonly reason: string;
    readonly decided_by_username: string;
    readonly decided_at: string;
  } | null;
}

/** A usable session of the signed-in user; dates in ISO 8601, UTC. */
export interface OwnSession {
  readonly session_id: string;
  readonly consumer_id: string;
  readonly app_name: string;
  readonly authentication_type: string;
  readonly created: string;
  readonly expires: string;
  /** Whether it is the current session. */
  readonly is_current: boolean;
}

/** An application through which the signed-in user has sessions. */
export interface OwnApplication {
  readonly consumer_id: string;
  readonly app_name: string;
  readonly sessions: number;
  readonly last_sign_in: string;
}

/** What a bank has sent, with who really sent it and what became of it. */
export interface BankMessage {
  readonly message_id: string;
  readonly customer_id: string;
  readonly customer_number: string;
  readonly legal_name: string;
  readonly date: string;
  readonly transport: string;
  readonly message: string;
  readonly from_department: string;
  readonly from_person: string;
  readonly created_by_username: string;
  readonly deliveries: readonly Pick<Delivery, 'delivery_id' | 'channel' | 'status' | 'reason'>[];
}

/** The delivery of a message on one channel; times in ISO 8601, UTC. */
export interface Delivery {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly customer_id: string;
  readonly channel: 'sms' | 'email' | 'webhook' | 'inbox';
  readonly status: DeliveryStatus;
  /** A code; empty for none. */
  readonly reason: string;
  /** The last characters of the address. */
  readonly address: string;
  readonly provider_id: string;
  readonly provider_reference: string;
  readonly reference: string;
  readonly created_at: string;
  readonly attempts: readonly {
    readonly attempt: number;
    readonly provider_id: string;
    readonly started_at: string;
    readonly outcome: string;
    readonly code: string;
  }[];
  readonly history: readonly { readonly status: DeliveryStatus; readonly at: string; readonly reason: string }[];
}

/** What is sent. */
export interface DeliveryPreview {
  readonly text: string;
  readonly sms: {
    readonly encoding: 'gsm7' | 'ucs2';
    readonly units: number;
    readonly segments: number;
    readonly parts: readonly { readonly text: string }[];
  } | null;
  readonly email: { readonly from: string; readonly subject: string; readonly source: string | null } | null;
}

export const includesRole = (list: readonly RoleAt[], role: string, bankId: string): boolean =>
  list.some((one) => one.role_name === role && one.bank_id === bankId);
