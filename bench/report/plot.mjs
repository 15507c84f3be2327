const WIDTH = 720;
const LEFT = 150;
const RIGHT = 130;
const BAR = 16;
const GROUP = 84;
const TOP = 64;

const TITLES = { create: 'create', list: 'list of 20', inbox: 'inbox of 20' };

/**
 * Requests per second of the three servers as bars, with the spread of the rounds as a line; legible in light and dark.
 *
 * @param {Record<string, any>} results by request
 */
export function plot(results) {
  const names = /** @type {(keyof typeof TITLES)[]} */ (Object.keys(TITLES)).filter((name) => results[name] !== undefined);
  const most = Math.max(
    ...names.flatMap((name) => Object.values(results[name].servers).map((/** @type {any} */ one) => one.perSecond.most)),
  );
  const scale = (WIDTH - LEFT - RIGHT) / most;
  const height = TOP + names.length * GROUP + 24;
  const { date, machine, postgres, generator } = results[names[0] ?? 'create'];
  const groups = names.map((name, at) => group(TITLES[name], results[name], TOP + at * GROUP, scale));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Requests per second of the service, a bare server and an idiomatic one">
<style>
  text { font: 13px system-ui, sans-serif; fill: #1f2328 } .title { font-weight: 600; font-size: 15px } .small { font-size: 11px }
  .ours { fill: #1a7f37 } .bare { fill: #6e7781 } .idiomatic { fill: #bf8700 } line { stroke: #1f2328 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .ours { fill: #3fb950 } .bare { fill: #8b949e } .idiomatic { fill: #d29922 } line { stroke: #e6edf3 } }
</style>
<text class="title" x="8" y="22">Requests per second, 32 connections, one PostgreSQL</text>
<text class="small" x="8" y="42">${date}, ${machine.cores} cores shared with PostgreSQL ${postgres.split(' ')[0]} and ${generator}; medians, lines from the slowest to the fastest round</text>
${groups.join('\n')}
</svg>
`;
}

/**
 * @param {string} title
 * @param {any} measured
 * @param {number} top
 * @param {number} scale
 */
function group(title, { servers, ratios }, top, scale) {
  const bars = /** @type {const} */ (['ours', 'bare', 'idiomatic']).map((name, at) => {
    const { median, least, most } = servers[name].perSecond;
    const y = top + at * (BAR + 5);
    const middle = y + BAR / 2;
    const against = {
      ours: '',
      bare: ` (ours ${ratios.againstBare.perSecond.median.toFixed(2)}x)`,
      idiomatic: ` (ours ${ratios.againstIdiomatic.perSecond.median.toFixed(1)}x)`,
    };
    return [
      `<text class="small" x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${name}</text>`,
      `<rect class="${name}" x="${LEFT}" y="${y}" width="${(median * scale).toFixed(1)}" height="${BAR}" rx="2"/>`,
      `<line x1="${(LEFT + least * scale).toFixed(1)}" x2="${(LEFT + most * scale).toFixed(1)}" y1="${middle}" y2="${middle}"/>`,
      `<text class="small" x="${(LEFT + most * scale + 6).toFixed(1)}" y="${y + 12}">${Math.round(median)}${against[name]}</text>`,
    ].join('');
  });
  return `<text x="8" y="${top + 12}">${title}</text>${bars.join('\n')}`;
}
