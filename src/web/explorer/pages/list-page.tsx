import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { TAGS } from '../../../platform/openapi/tags.js';
import { type Filter, fits, type Searchable } from '../operation-filter.js';
import type { OperationSummary } from '../operation-view.js';
import { Layout } from '../../kit/layout.js';
import { OperationLink } from './operation-link.js';
import { Sidebar } from './sidebar.js';
import type { PageContext } from '../../kit/page.js';

/** The main operations of the service, in the order of the work. */
const MAIN_JOB = [
  'OBPv4.0.0-createCustomerMessage',
  'OBPv4.0.0-getCustomerMessages',
  'OBPv1.4.0-addCustomerMessage',
  'OBPv1.4.0-getCustomersMessages',
];

interface ListPageProps {
  readonly context: PageContext;
  readonly operations: readonly OperationSummary[];
  readonly filter: Filter;
}

/** All operations, grouped by tag; those that do not match the filter are hidden, so that the browser can show them as people type. */
export function ListPage({ context, operations, filter }: ListPageProps): JSX.Element {
  const texts = context.texts.list;
  const shown = operations.filter((operation) => fits(searchable(operation), filter)).length;
  const ofVersion = operations.filter((operation) => fits(searchable(operation), { ...filter, words: '', tag: '' })).length;
  return (
    <Layout context={context} title={texts.title}>
      <div class="with-sidebar">
        <Sidebar context={context} operations={operations} />
        <div>
          <h1>{texts.title}</h1>
          <p class="lead">{texts.intro}</p>
          <dl class="facts">
            <div>
              <dt>{texts.host}</dt>
              <dd>
                <code>{context.host}</code>
              </dd>
            </div>
            <div>
              <dt>{filter.version === '' ? texts.allVersions : filter.version.replace('OBP', '')}</dt>
              <dd>{texts.count(ofVersion)}</dd>
            </div>
          </dl>
          <MainJob context={context} operations={operations} />
          <h2 id="operations">{texts.operations}</h2>
          <FilterForm context={context} operations={operations} filter={filter} />
          <p class="count" role="status" data-count data-one={texts.shown(1)} data-many={texts.shown('%')}>
            {texts.shown(shown)}
          </p>
          <p data-nothing hidden={shown > 0}>
            {texts.nothing}
          </p>
          {groupsOf(operations).map(([tag, ofTag]) => (
            <section key={tag} aria-labelledby={`tag-${tag}`} data-group hidden={!ofTag.some((one) => fits(searchable(one), filter))}>
              <h3 id={`tag-${tag}`} lang="en">
                {tag}
              </h3>
              <p class="hint">{tagText(tag, context.locale)}</p>
              <ul class="operations">
                {ofTag.map((operation) => {
                  const { search, versions, tags } = searchable(operation);
                  return (
                    <li
                      key={operation.operationId}
                      data-search={search}
                      data-versions={versions}
                      data-tags={tags}
                      hidden={!fits({ search, versions, tags }, filter)}
                    >
                      <OperationLink operation={operation} />
                    </li>
                  );
                })}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Layout>
  );
}

function MainJob({ context, operations }: Pick<ListPageProps, 'context' | 'operations'>): JSX.Element {
  const texts = context.texts.list;
  const found = MAIN_JOB.flatMap((id) => operations.filter(({ operationId }) => operationId === id));
  return (
    <section aria-labelledby="main-job">
      <h2 id="main-job">{texts.mainJob}</h2>
      <p>{texts.mainJobIntro}</p>
      <ul class="operations cards">
        {found.map((operation) => (
          <li key={operation.operationId}>
            <OperationLink operation={operation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Works without a script too: then the server filters. */
function FilterForm({ context, operations, filter }: ListPageProps): JSX.Element {
  const texts = context.texts.list;
  const versions = [...new Set(operations.flatMap(({ answersUnder }) => answersUnder))].sort().reverse();
  const tags = [...new Set(operations.flatMap((operation) => operation.tags))].sort();
  return (
    <form class="filter" action="/explorer" role="search" data-filter>
      <label class="wide">
        {texts.search}
        <input
          id="search"
          type="search"
          name="q"
          value={filter.words}
          placeholder={texts.searchHint}
          autocomplete="off"
          aria-keyshortcuts="Control+K"
        />
      </label>
      <label>
        {texts.version}
        <Choice name="version" all={texts.allVersions} values={versions} chosen={filter.version} />
      </label>
      <label>
        {texts.tag}
        <Choice name="tag" all={texts.allTags} values={tags} chosen={filter.tag} />
      </label>
      <noscript>
        <button type="submit">{texts.filter}</button>
      </noscript>
      <a class="button quiet" href="/explorer">
        {texts.clear}
      </a>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly all: string;
  readonly values: readonly string[];
  readonly chosen: string;
}

const Choice = ({ name, all, values, chosen }: ChoiceProps): JSX.Element => (
  <select name={name}>
    <option value="">{all}</option>
    {values.map((value) => (
      <option key={value} value={value} selected={value === chosen} lang="en">
        {value}
      </option>
    ))}
  </select>
);

const searchable = ({ title, verb, path, operationId, tags, answersUnder }: OperationSummary): Required<Searchable> => ({
  search: [title, verb, path, operationId, operationId.replaceAll('.', '_'), ...tags].join(' ').toLowerCase(),
  versions: answersUnder.join(' '),
  tags: tags.join(' '),
});

/** Groups the operations by their first tag, in the order in which the tags come. */
function groupsOf(operations: readonly OperationSummary[]): [string, OperationSummary[]][] {
  const groups = new Map<string, OperationSummary[]>();
  for (const operation of operations) {
    const tag = operation.tags[0] ?? '';
    groups.set(tag, [...(groups.get(tag) ?? []), operation]);
  }
  return [...groups];
}

const tagText = (tag: string, locale: Locale): string => TAGS[tag]?.[locale] ?? '';
