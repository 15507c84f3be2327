import { BlockList, isIP } from 'node:net';
import { makeValidator } from 'envalid';
import { findRole } from '../endpoint/roles.js';
import { isPlainHost } from './plain-host.js';
import { databaseHosts } from './database-hosts.js';
import { checkDatabaseUrl } from './database-url.js';

/** Digits alone, since `Number` also reads '', ' ', '1e3' and '0x10'. */
const integer = (least: number, most: number): ReturnType<typeof makeValidator<number>> =>
  makeValidator<number>((text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most) throw new Error('not such an integer');
    return Number(text);
  });
export const port = integer(0, 65_535);
export const poolSize = integer(1, 1_000);
export const workers = integer(1, 256);
export const seconds = integer(0, 86_400);
/** Ten years at most. */
export const hours = integer(1, 87_600);
/** A hundred years at most. */
export const days = integer(0, 36_500);
export const amount = integer(1, 1_000_000);
export const duration = makeValidator<number>((text) => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error('not a positive number');
  return value;
});
export const postgresUrl = makeValidator<string>((text) => {
  checkDatabaseUrl(text);
  return text;
});
/** Commas separate URLs, each with one host. */
export const postgresUrls = makeValidator<string[]>((text) => {
  const urls = text.split(/,\s*(?=postgres(?:ql)?:\/\/)/i).map((url) => url.trim());
  for (const url of urls) {
    checkDatabaseUrl(url);
    if (databaseHosts(url).urls.length > 1) throw new Error('several hosts');
  }
  return urls;
});
export const redisUrl = makeValidator<string>((text) => {
  if (!/^rediss?:$/.test(new URL(text).protocol)) throw new Error('not a redis URL');
  return text;
});
export const httpUrl = makeValidator<string>((text) => {
  if (!URL.canParse(text)) throw new Error('not a URL');
  const { protocol, hostname } = new URL(text);
  if (!/^https?:$/.test(protocol) || !isPlainHost(hostname)) throw new Error('not an http URL');
  return text.replace(/\/+$/, '');
});
const parts = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
export const list = makeValidator<string[]>(parts);
export const roleNames = makeValidator<string[]>((text) => {
  const names = parts(text);
  if (names.some((name) => findRole(name) === undefined)) throw new Error('not a role');
  return names;
});
export const secrets = makeValidator<string[]>((text) => {
  const keys = text.split(',').map((part) => part.trim());
  if (keys.some((key) => key.length < 32)) throw new Error('too short');
  return keys;
});

export const headerName = makeValidator<string>((text) => {
  if (!/^[A-Za-z0-9-]*$/.test(text)) throw new Error('not a header name');
  return text;
});

/** Addresses and networks (CIDR), comma-separated. */
export const networks = makeValidator<string[]>((text) => {
  const all = text.split(',').map((part) => part.trim());
  for (const one of all) {
    const [address = '', prefix] = one.split('/');
    const family = isIP(address);
    if (family === 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) throw new Error('not an address');
    if (prefix !== undefined) new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  }
  return all;
});
