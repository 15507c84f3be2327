/**
 * Whether a host, as `URL.hostname` gives it, is a name of letters, digits, dots and hyphens or an address. URLs may have `;`, `,`, `'`
 * and `*` in the names of hosts, which mean something else where a Content-Security-Policy names an origin.
 */
export const isPlainHost = (hostname: string): boolean => /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(hostname);
