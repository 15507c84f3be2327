import { type ComponentType, h, type JSX } from 'preact';
import { ISLANDS, type IslandName, type IslandProps } from '../explorer/islands/islands.js';

/**
 * A part of a page that the browser makes interactive: rendered here, with the data that the browser needs to continue. The data is in an
 * attribute and not in a script, so the Content-Security-Policy needs no exception.
 */
export const Island = <Name extends IslandName>({
  name,
  props,
}: {
  readonly name: Name;
  readonly props: IslandProps<Name>;
}): JSX.Element => (
  <div data-island={name} data-props={JSON.stringify(props)}>
    {h(ISLANDS[name] as ComponentType<object>, props)}
  </div>
);
