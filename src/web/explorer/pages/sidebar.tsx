import type { JSX } from 'preact';
import type { PageContext } from '../../kit/page.js';
import type { OperationSummary } from '../operation-view.js';
import { OperationLink } from './operation-link.js';

interface SidebarProps {
  readonly context: PageContext;
  readonly operations: readonly OperationSummary[];
  /** The operation of the page; its tag is open. */
  readonly current?: OperationSummary;
  /** Whether it has a field to search: not where the page has one. */
  readonly search?: boolean;
}

/** The operations by tag. Hidden where there is no room beside the page. */
export function Sidebar({ context: { texts }, operations, current, search = false }: SidebarProps): JSX.Element {
  const tags = [...new Set(operations.map(({ tags: [first] }) => first ?? ''))];
  return (
    <nav class="sidebar" aria-label={texts.operation.all}>
      {search && (
        <form action="/explorer" role="search">
          <input type="search" name="q" aria-label={texts.list.search} placeholder={texts.list.search} />
        </form>
      )}
      {tags.map((tag) => (
        <details key={tag} open={tag === (current ?? operations[0])?.tags[0]}>
          <summary lang="en">{tag}</summary>
          <ul>
            {operations
              .filter(({ tags: [first] }) => first === tag)
              .map((one) => (
                <li key={one.operationId} data-current={one.operationId === current?.operationId}>
                  <OperationLink operation={one} />
                </li>
              ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}
