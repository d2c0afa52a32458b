// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const several = data.runs.length > 1;
  const plots = [];

  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const short = value => value == null ? '–' : value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
  const millis = value => value == null ? '–' : value >= 1000 ? short(value / 1000) + ' s' : short(value) + ' ms';
  const rate = value => value == null ? '–' : short(value) + '/s';
  const clock = seconds => {
    if (seconds == null) return '–';
    const s = Math.round(seconds);
    const pad = n => String(n).padStart(2, '0');
    return (s >= 3600 ? Math.floor(s / 3600) + ':' + pad(Math.floor(s / 60) % 60) : Math.floor(s / 60)) + ':' + pad(s % 60);
  };

  // Series of several runs, each with its own x values, on the x values of all.
  const joined = tables => tables.length === 1 ? tables[0] : uPlot.join(tables);

  /* Makes the columns of a chart: lines is a list of {label, values(run), dash}. */
  const columns = (x, lines) => joined(data.runs.map(run => [x(run), ...lines.map(line => line.values(run))]));

  const series = (lines, format, spans) => data.runs.flatMap((run, r) => lines.map((line, l) => ({
    label: several ? run.name + ' ' + line.label : line.label,
    name: 'c' + (several ? r % 6 : line.color ?? l % 6),
    dash: line.dash,
    width: 1.5,
    spanGaps: spans,
    points: {show: data.runs[r].start.length < 3 ? true : undefined},
    value: (_, value) => format(value),
  })));

  const time = run => run.start;
  const unknown = run => run.start.map(() => null);

  // Times over the run; of several runs only two, so that the lines can be told apart.
  const over = (names, values) => ({
    x: time, format: millis, xFormat: clock, xLabel: 'time', log: true, sync: true,
    lines: several
      ? [{label: 'p50', values: values('p50'), dash: [4, 4]}, {label: 'p99', values: values('p99')}]
      : names.map((name, i) => ({label: name, values: values(name), color: i, dash: [undefined, [2, 3], [8, 4], [2, 6]][i]})),
  });

  // By kind where there is room for that, and it is known.
  const failures = several ? [] : Object.keys(data.runs[0].failures ?? {});

  // On every page the same, since pages lie beside each other.
  const looks = {
    badStatus: {color: 1}, checkFailed: {color: 5, dash: [8, 4]}, timedOut: {color: 2}, connectFailed: {color: 3, dash: [2, 3]},
    connectionLost: {color: 0, dash: [6, 3]}, protocolError: {color: 1, dash: [2, 6]}, tlsFailed: {color: 5, dash: [2, 3]},
  };

  const charts = {
    times: over(['p50', 'p90', 'p99', 'max'], name => run => run[name]),
    service: over(['p50', 'p90', 'p99', 'max'], name => run => run['service' + name[0].toUpperCase() + name.slice(1)] ?? unknown(run)),
    rates: {
      x: time, format: rate, xFormat: clock, xLabel: 'time', sync: true,
      lines: [
        {label: 'sent', values: run => run.sent, color: 0, dash: [4, 4]},
        {label: 'answered as expected', values: run => run.ok, color: 4},
        ...(data.runs.some(run => run.offered) && !several
          ? [{label: 'offered', values: run => run.offered ?? unknown(run), color: 1, dash: [2, 6]}] : []),
      ],
    },
    outcomes: {
      x: time, format: rate, xFormat: clock, xLabel: 'time', sync: true,
      lines: [
        ...failures.map(outcome => ({label: outcome, values: run => run.failures[outcome], ...looks[outcome]})),
        ...(failures.length > 0 ? [] : [{label: 'failed', values: run => run.failed, color: 2}]),
        {label: 'ok', values: run => run.ok, color: 4, dash: [4, 4]},
      ],
    },
    curve: {
      x: run => run.curve.beyond, format: millis, log: true, xLog: true, spans: true, xLabel: 'percentile',
      xFormat: value => value == null ? '–' : 'p' + Number((100 - 100 / value).toFixed(Math.max(0, Math.ceil(Math.log10(value)) - 1))),
      lines: several
        ? [{label: 'response time', values: run => run.curve.response}]
        : [{label: 'response time', values: run => run.curve.response, color: 0},
           ...(data.runs[0].curve.service
             ? [{label: 'service time', values: run => run.curve.service, color: 1, dash: [6, 4]}] : [])],
    },
    histogram: {
      x: run => run.histogram.upTo, format: value => value == null ? '–' : String(value), xFormat: millis, xLog: true, bars: true,
      xLabel: 'response time up to',
      lines: [{label: 'requests', values: run => run.histogram.counts, color: 0}],
    },
  };

  // Of the ticks of a logarithmic axis most have no label, for want of room.
  const label = (format, tick) => tick == null ? '' : format(tick);

  const axes = chart => {
    const common = {stroke: () => color('--text'), grid: {stroke: () => color('--line'), width: 1},
      ticks: {stroke: () => color('--line'), width: 1}};
    return [
      {...common, values: (_, ticks) => ticks.map(tick => label(chart.xFormat, tick)), ...(chart.xLog ? {} : {incrs: [1, 2, 5, 10, 15, 30, 60, 120,
        300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400]})},
      {...common, values: (_, ticks) => ticks.map(tick => label(chart.format, tick)), size: 72},
    ];
  };

  const draw = (place, chart, logarithmic) => {
    const options = {
      width: Math.max(280, place.clientWidth),
      height: 260,
      ms: 1,
      scales: {
        x: {time: false, ...(chart.xLog ? {distr: 3} : {})},
        y: logarithmic
          ? {distr: 3}
          : {range: (_, low, high) => [0, high > 0 ? high * 1.05 : 1]},
      },
      series: [
        {label: chart.xLabel, value: (_, value) => chart.xFormat(value)},
        ...series(chart.lines, chart.format, chart.spans).map(line => ({
          ...line,
          stroke: () => color('--' + line.name),
          fill: chart.bars && !several ? () => color('--' + line.name) : undefined,
          paths: chart.bars && !several ? uPlot.paths.bars({size: [0.9, 60]}) : undefined,
        })),
      ],
      axes: axes(chart),
      cursor: chart.sync ? {sync: {key: 'time'}} : {},
    };
    // A logarithm of nothing cannot be drawn.
    const table = columns(chart.x, chart.lines).map((column, i) => i > 0 && logarithmic
      ? column.map(value => value === undefined || value > 0 ? value : null) : column);
    const plot = new uPlot(options, table, place);
    place.querySelector('.u-legend')?.setAttribute('aria-live', 'polite');
    return plot;
  };

  for (const place of document.querySelectorAll('.plot')) {
    const chart = charts[place.dataset.chart];
    const entry = {place, chart, logarithmic: Boolean(chart.log)};
    entry.plot = draw(place, chart, entry.logarithmic);
    plots.push(entry);
    const button = place.parentElement.querySelector('.switch');
    if (button) {
      button.hidden = false;
      button.addEventListener('click', () => {
        entry.logarithmic = !entry.logarithmic;
        button.setAttribute('aria-pressed', String(entry.logarithmic));
        redraw(entry);
      });
    }
    // The cursor moves with the arrow keys, and the legend tells the values under it.
    place.addEventListener('keydown', event => {
      const step = {ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10}[event.key];
      if (!step && event.key !== 'Home' && event.key !== 'End') return;
      event.preventDefault();
      const plot = entry.plot;
      const last = plot.data[0].length - 1;
      const at = event.key === 'Home' ? 0 : event.key === 'End' ? last : (plot.cursor.idx ?? -1) + step;
      const index = Math.min(last, Math.max(0, at));
      plot.setCursor({left: plot.valToPos(plot.data[0][index], 'x'), top: 0});
    });
  }

  function redraw(entry) {
    entry.plot.destroy();
    entry.plot = draw(entry.place, entry.chart, entry.logarithmic);
  }

  new ResizeObserver(() => {
    for (const {place, plot} of plots) {
      const width = Math.max(280, place.clientWidth);
      if (width !== plot.width) plot.setSize({width, height: plot.height});
    }
  }).observe(document.body);
  const again = () => plots.forEach(({plot}) => plot.redraw());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  matchMedia('print').addEventListener('change', again);

  // Every second as a table, made only when somebody asks for it.
  const details = document.getElementById('seconds');
  details?.addEventListener('toggle', () => {
    const body = details.querySelector('tbody');
    if (body.childElementCount > 0) return;
    const run = data.runs[0];
    // The heads of the columns are the names of what stands in them.
    const cells = [...details.querySelectorAll('th')].map(head => head.textContent === 'second' ? run.start : run[head.textContent] ?? run.failures[head.textContent]);
    run.start.forEach((_, i) => {
      const row = body.insertRow();
      for (const values of cells) {
        const cell = row.insertCell();
        cell.className = 'number';
        cell.textContent = values?.[i] ?? '–';
      }
    });
  });
  document.documentElement.dataset.drawn = String(plots.length);
})();
