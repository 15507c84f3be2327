/**
 * The names that `@Endpoint` declares checks by. Each check adds its own, beside its class, and `app/checks/checks.ts` has the class of
 * every name:
 *
 *     declare module '../../platform/endpoint/checks/check-name.js' {
 *       interface CheckNames {
 *         bankFound: true;
 *       }
 *     }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it is filled by declarations elsewhere
export interface CheckNames {}

export type CheckName = keyof CheckNames;
