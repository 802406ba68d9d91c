// Draws percentiles, throughput and errors over time; a point leads to the flows behind it.
'use strict';

// One tab stop for the heat map: the arrow keys move to the nearest cell in their direction.
(function () {
  const map = document.querySelector('[data-heat]');
  if (!map) return;
  const cells = Array.from(map.querySelectorAll('a'));
  const at = (cell) => [Number(cell.dataset.column), Number(cell.dataset.row)];
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  cells.forEach((cell, index) => cell.setAttribute('tabindex', index === cells.length - 1 ? '0' : '-1'));
  map.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const cell = event.target.closest('a');
    if (!step || !cell) return;
    event.preventDefault();
    const [column, row] = at(cell);
    let best = null;
    let nearest = Infinity;
    for (const other of cells) {
      const [x, y] = at(other);
      const ahead = (x - column) * step[0] + (y - row) * step[1];
      const aside = Math.abs((x - column) * step[1]) + Math.abs((y - row) * step[0]);
      if (ahead > 0 && ahead + 3 * aside < nearest) {
        best = other;
        nearest = ahead + 3 * aside;
      }
    }
    if (!best) return;
    cell.setAttribute('tabindex', '-1');
    best.setAttribute('tabindex', '0');
    best.focus();
  });
}());

(function () {
  const panels = document.getElementById('panels');
  if (!panels) return;

  const NAMES = ['p1', 'p5', 'p25', 'p50', 'p75', 'p95', 'p99'];
  const OPACITY = [0, 0.1, 0.2, 0.4, 0.4, 0.2, 0.1];
  const from = Date.parse(panels.dataset.gridFrom);
  const parts = Number(panels.dataset.gridParts);
  const width = (Date.parse(panels.dataset.gridTo) - from) / parts;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const single = panels.classList.contains('single');
  const clock = new Intl.DateTimeFormat(undefined, width >= 7200000
    ? { weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false }
    : { hour: '2-digit', minute: '2-digit', second: width < 60000 ? '2-digit' : undefined, hour12: false });
  const times = Array.from({ length: parts }, (_, part) => clock.format(from + part * width));

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function rate(count) {
    return rounded(count * 60000 / width);
  }

  // Each bucket at its place; parts in which nothing ended stay empty. An earlier time has places of its own.
  function place(buckets, begin) {
    const placed = Array(parts).fill(null);
    for (const bucket of buckets) placed[Math.round((Date.parse(bucket.from) - begin) / width)] = bucket;
    return placed;
  }

  async function load(source) {
    const response = await fetch(source);
    if (!response.ok) throw new Error(`${source}: ${response.status}`);
    return place((await response.json()).buckets, Date.parse(new URL(source, location.href).searchParams.get('from')));
  }

  function flowsOf(panel, part) {
    const address = new URL(panel.box.dataset.flows, location.href);
    address.searchParams.set('from', new Date(from + part * width).toISOString());
    address.searchParams.set('to', new Date(from + (part + 1) * width).toISOString());
    address.searchParams.set('zone', Intl.DateTimeFormat().resolvedOptions().timeZone);
    return address.href;
  }

  function say(panel, part) {
    const bucket = panel.now[part];
    if (!bucket) return `${times[part]}: ${panels.dataset.none}`;
    const quantile = (name) => `${name} ${duration(bucket.elapsed_seconds[name])}`;
    return `${times[part]}: ${['p50', 'p95', 'p99'].map(quantile).join(', ')}, `
      + `${rate(bucket.count)} ${panels.dataset.minute}, ${figure(bucket.errors)} ${panels.dataset.errors}`;
  }

  function tip(panel, part) {
    const table = document.createElement('table');
    const bucket = panel.now[part];
    const before = panel.before?.[part];
    table.className = 'tip';
    const row = (name, value, other) => {
      const line = table.insertRow();
      for (const text of panel.before ? [name, value, other] : [name, value]) line.insertCell().textContent = text;
    };
    row(times[part], bucket ? '' : panels.dataset.none, panel.before ? panels.dataset.before : '');
    const line = (name, value) => row(name, bucket ? value(bucket) : '', before ? value(before) : '');
    if (bucket || before) {
      for (const name of [...NAMES].reverse()) line(name, (one) => duration(one.elapsed_seconds[name]));
      line(panels.dataset.minute, (one) => rate(one.count));
      line(panels.dataset.errors, (one) => figure(one.errors));
    }
    return table;
  }

  function base(panel, axisLabel) {
    return {
      animation: false,
      textStyle: { fontFamily: token('--font') },
      grid: { left: 54, right: 26, top: 12, bottom: single ? 28 : 22 },
      xAxis: {
        type: 'category', data: times, boundaryGap: true,
        axisLine: { lineStyle: { color: token('--line-strong') } }, axisTick: { show: false },
        axisLabel: { color: token('--text-soft'), hideOverlap: true, fontSize: 11 },
      },
      yAxis: {
        type: 'value', min: 0, splitNumber: single ? 5 : 3,
        axisLabel: { color: token('--text-soft'), formatter: axisLabel, fontSize: 11 },
        splitLine: { lineStyle: { color: token('--line') } },
      },
      tooltip: {
        trigger: 'axis', confine: true, transitionDuration: 0, padding: 10,
        backgroundColor: token('--surface'), borderColor: token('--line-strong'),
        axisPointer: { type: 'line', lineStyle: { color: token('--text-soft') } },
        formatter: (points) => tip(panel, points[0].dataIndex),
      },
    };
  }

  function percentiles(panel) {
    const color = token('--bar-work');
    // Of two equal percentiles the difference may be a hair below zero, which would be stacked on nothing.
    const bands = NAMES.map((name, at) => ({
      name, type: 'line', stack: 'bands', symbol: 'circle', symbolSize: 3, showSymbol: false, silent: true,
      lineStyle: { color, width: name === 'p50' ? 2.5 : 1, opacity: name === 'p1' || name === 'p5' ? 0.25 : name === 'p50' ? 1 : 0.55 },
      itemStyle: { color },
      areaStyle: { color, opacity: OPACITY[at] },
      data: panel.now.map((bucket) => bucket
        ? Math.max(0, bucket.elapsed_seconds[name] - (at ? bucket.elapsed_seconds[NAMES[at - 1]] : 0)) : null),
    }));
    // A part between two empty ones makes no line: its points alone show it.
    const alone = panel.now.some((bucket, at) => bucket && !panel.now[at - 1] && !panel.now[at + 1]);
    if (alone) bands.forEach((band) => { band.showSymbol = true; });
    const earlier = panel.before ? ['p50', 'p95'].map((name) => ({
      name: `${name} before`, type: 'line', symbol: 'none', silent: true,
      lineStyle: { color: token('--text-soft'), width: name === 'p50' ? 2 : 1.2, type: 'dashed' },
      data: panel.before.map((bucket) => (bucket ? bucket.elapsed_seconds[name] : null)),
    })) : [];
    return { ...base(panel, duration), series: [...bands, ...earlier] };
  }

  function volume(panel) {
    const bars = (name, color, value) => ({
      name, type: 'bar', stack: 'count', barCategoryGap: '20%', silent: true, itemStyle: { color: token(color) },
      data: panel.now.map((bucket) => (bucket ? value(bucket) * 60000 / width : null)),
    });
    const options = base(panel, rounded);
    options.yAxis.splitNumber = single ? 3 : 1;
    options.tooltip.showContent = false;
    options.grid.bottom = single ? 28 : 6;
    options.xAxis.axisLabel.show = single;
    options.series = [bars('failed', '--bar-failed', (one) => one.errors), bars('ended', '--bar-sent', (one) => one.count - one.errors)];
    if (panel.before) {
      options.series.push({
        name: 'before', type: 'line', symbol: 'none', silent: true,
        lineStyle: { color: token('--text-soft'), width: 1.2, type: 'dashed' },
        data: panel.before.map((bucket) => (bucket ? bucket.count * 60000 / width : null)),
      });
    }
    return options;
  }

  function draw(panel) {
    panel.curves.setOption(percentiles(panel), true);
    panel.bars.setOption(volume(panel), true);
  }

  function point(panel, part) {
    panel.part = part;
    panel.box.setAttribute('aria-valuenow', part);
    panel.box.setAttribute('aria-valuetext', say(panel, part));
  }

  function listen(panel) {
    for (const chart of [panel.curves, panel.bars]) {
      chart.getZr().on('click', (event) => {
        const at = [event.offsetX, event.offsetY];
        if (!chart.containPixel('grid', at)) return;
        location.assign(flowsOf(panel, chart.convertFromPixel('grid', at)[0]));
      });
      chart.getZr().on('mousemove', () => chart.getZr().setCursorStyle('pointer'));
    }
    panel.box.addEventListener('keydown', (event) => {
      const move = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10, Home: -parts, End: parts }[event.key];
      if (event.key === 'Enter') location.assign(flowsOf(panel, panel.part));
      if (!move) return;
      event.preventDefault();
      point(panel, Math.min(parts - 1, Math.max(0, panel.part + move)));
      panel.curves.dispatchAction({ type: 'showTip', seriesIndex: 3, dataIndex: panel.part });
    });
    panel.box.addEventListener('blur', () => panel.curves.dispatchAction({ type: 'hideTip' }));
    new ResizeObserver(() => { panel.curves.resize(); panel.bars.resize(); }).observe(panel.box);
    dark.addEventListener('change', () => draw(panel));
  }

  function fillTable(panel) {
    const body = document.querySelector('#parts tbody');
    if (!body) return;
    panel.now.forEach((bucket, part) => {
      if (!bucket) return;
      const row = body.insertRow();
      const link = document.createElement('a');
      link.href = flowsOf(panel, part);
      link.textContent = times[part];
      row.insertCell().append(link);
      const quantiles = NAMES.map((name) => duration(bucket.elapsed_seconds[name]));
      for (const text of [rate(bucket.count), figure(bucket.errors), ...quantiles]) row.insertCell().textContent = text;
    });
  }

  async function open(box) {
    const panel = { box, part: parts - 1 };
    const { source, earlier } = box.dataset;
    try {
      [panel.now, panel.before] = await Promise.all([load(source), earlier ? load(earlier) : null]);
    } catch (error) {
      box.textContent = panels.dataset.failed;
      return;
    }
    panel.curves = echarts.init(box);
    panel.bars = echarts.init(box.parentElement.querySelector('[data-chart=volume]'));
    echarts.connect([panel.curves, panel.bars]);
    panel.part = Math.max(0, panel.now.findLastIndex(Boolean));
    point(panel, panel.part);
    draw(panel);
    listen(panel);
    fillTable(panel);
    box.dataset.drawn = 'true';
  }

  // A panel asks for its curve when it comes into sight: a page of many does not ask for all at once.
  const sight = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      sight.unobserve(entry.target);
      open(entry.target);
    }
  }, { rootMargin: '200px' });
  panels.querySelectorAll('[data-chart=percentiles]').forEach((box) => sight.observe(box));
})();
