import type { JSX } from 'preact';
import type { OperationSummary } from '../operation-view.js';

/** An operation in a list: verb, title, path and the version that introduced it. */
export const OperationLink = ({
  operation: { operationId, verb, title, path, version },
}: {
  readonly operation: OperationSummary;
}): JSX.Element => (
  <a class="operation-link" href={operationUrl(operationId)}>
    <span class={`verb verb-${verb.toLowerCase()}`}>{verb}</span>
    <span class="title">{title}</span>
    <span class="version">{version.replace('OBP', '')}</span>
    <code class="path">{breakable(path)}</code>
  </a>
);

export const operationUrl = (operationId: string): string => `/explorer/operations/${operationId}`;

/** A path that may wrap after each slash. */
export const breakable = (path: string): (string | JSX.Element)[] =>
  path.split('/').flatMap((part, at) => (at === 0 ? [part] : ['/', <wbr key={at} />, part]));
