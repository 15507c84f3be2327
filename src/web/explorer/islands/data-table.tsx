import type { ComponentChildren, JSX, RefObject } from 'preact';

interface DataTableProps {
  /** The id of its heading. */
  readonly labelledBy: string;
  /** The heads of its columns; what is false is none. */
  readonly columns: readonly (string | false)[];
  readonly class?: string;
  /** Its rows' parent, for whoever moves the focus to one of them. */
  readonly list?: RefObject<HTMLTableSectionElement | null>;
  /** Rows. */
  readonly children: ComponentChildren;
}

/** A table that is scrolled by itself, also by keyboard, where it is wider than the page. */
export const DataTable = ({ labelledBy, columns, class: kind, list, children }: DataTableProps): JSX.Element => (
  <div class="scroll" tabIndex={0} role="region" aria-labelledby={labelledBy}>
    <table class={kind}>
      <thead>
        <tr>
          {columns.map(
            (name) =>
              name !== false && (
                <th scope="col" key={name}>
                  {name}
                </th>
              ),
          )}
        </tr>
      </thead>
      <tbody {...(list && { ref: list })}>{children}</tbody>
    </table>
  </div>
);
