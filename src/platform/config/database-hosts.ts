export interface DatabaseHosts {
  /** A URL for each host, in the order given. */
  readonly urls: readonly [string, ...string[]];
  /** `target_session_attrs`, as it was written; undefined without it. */
  readonly session: string | undefined;
}

const PARTS = /^(postgres(?:ql)?:\/\/)((?:[^/?]*@)?)([^/?]*)([^?]*)(?:\?(.*))?$/is;
/** A host, an address in brackets, or the folder of a socket with its slashes escaped; and a port. */
const HOST = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/;

/**
 * Reads a URL with one or more hosts as libpq does (its "Specifying Multiple Hosts" and `target_session_attrs`): in the authority or in the
 * parameters `host` and `port`, with commas between them; one port is for all hosts.
 *
 * @throws Error without any part of the URL, if it cannot be read.
 */
export function databaseHosts(url: string): DatabaseHosts {
  const [, scheme = '', user = '', authority = '', path = '', query = ''] = PARTS.exec(url) ?? fail('not a URL');
  const parameters = new URLSearchParams(query);
  const [session] = listIn(parameters, 'target_session_attrs') ?? [];
  parameters.delete('load_balance_hosts'); // whom to ask first does not matter where one server at most takes writes
  const hosts = listIn(parameters, 'host');
  const ports = listIn(parameters, 'port');
  const places = authority.split(',').map((text) => {
    const [, host = '', port = ''] = HOST.exec(text) ?? fail('not a host and a port');
    return { host, port };
  });
  if (hosts === undefined && ports === undefined && places.length === 1)
    return { urls: [join(scheme, user, authority, path, parameters)], session };
  const chosenHosts = hosts ?? places.map(({ host }) => host);
  const chosenPorts = ports ?? places.map(({ port }) => port);
  if (chosenPorts.length !== 1 && chosenPorts.length !== chosenHosts.length) fail('not as many ports as hosts');
  const urls = chosenHosts.map((host, index) => {
    const port = chosenPorts.length === 1 ? chosenPorts[0] : chosenPorts[index];
    const own = new URLSearchParams(parameters);
    if (hosts !== undefined) own.set('host', host);
    if (port && (hosts !== undefined || ports !== undefined)) own.set('port', port);
    const place = hosts === undefined ? `${host}${port && ports === undefined ? `:${port}` : ''}` : '';
    return join(scheme, user, place, path, own);
  });
  return { urls: urls as [string, ...string[]], session };
}

function listIn(parameters: URLSearchParams, name: string): string[] | undefined {
  const text = parameters.getAll(name).at(-1);
  parameters.delete(name);
  return text ? text.split(',') : undefined;
}

const join = (scheme: string, user: string, place: string, path: string, parameters: URLSearchParams): string =>
  `${scheme}${user}${place}${path}${parameters.size === 0 ? '' : `?${parameters.toString()}`}`;

function fail(reason: string): never {
  throw new Error(reason);
}
