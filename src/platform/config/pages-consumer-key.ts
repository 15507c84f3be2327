import type { Config } from './config.js';
import { SANDBOX } from './sandbox-data.js';

/** The consumer key that people log in with on the pages; empty: they bring their own. */
export const pagesConsumerKey = ({ explorerConsumerKey, sandbox }: Config): string =>
  explorerConsumerKey || (sandbox ? SANDBOX.consumerKey : '');
