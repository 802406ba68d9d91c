// A time is chosen by dragging over the bars, or by keyboard; the address then has it, and the list follows.
'use strict';

(function () {
  const chart = document.querySelector('[data-histogram]');
  const brush = chart.querySelector('[data-brush]');
  const range = brush.querySelector('.brush-range');
  const said = document.getElementById('histogram-said');
  const FOCUS = 'flowmon.histogram';
  const MOVES = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };
  let chosen = null; // the first and the last part that are chosen; which of them moves is the second one
  let pointer = null;

  const bars = () => document.getElementById('histogram-bars');
  const parts = () => Number(bars().dataset.columns);
  const at = (part) => Date.parse(bars().dataset.from) + part * Number(bars().dataset.width);
  const within = (part) => Math.min(parts() - 1, Math.max(0, part));

  function ends() {
    return [Math.min(...chosen), Math.max(...chosen)];
  }

  // The outer parts may reach over the time that the page is about.
  function times() {
    const [first, last] = ends();
    const { least, most } = bars().dataset;
    return [
      new Date(Math.max(at(first), Date.parse(least))),
      new Date(last === parts() - 1 ? Date.parse(most) : Math.min(at(last + 1), Date.parse(most))),
    ];
  }

  function text() {
    const [first, last] = ends();
    const sums = [0, 0];
    for (const bar of bars().querySelectorAll('a')) {
      const { column, count, failed } = bar.dataset;
      if (column < first || column > last) continue;
      sums[0] += Number(count);
      sums[1] += Number(failed);
    }
    const [from, to] = times().map((time) => (Date.now() - time < 43200000 ? timeFormat.format(time)
      : `${dateFormat.format(time)}, ${timeFormat.format(time)}`));
    return `${from} – ${to} · ${said.dataset.flows} ${figure(sums[0])}, ${said.dataset.failed} ${figure(sums[1])}`;
  }

  function show() {
    range.hidden = !chosen;
    if (!chosen) {
      said.textContent = said.dataset.hint;
      brush.setAttribute('aria-valuetext', bars().querySelector('.histogram-total').textContent);
      return;
    }
    const [first, last] = ends();
    range.style.left = `${100 * first / parts()}%`;
    range.style.width = `${100 * (last - first + 1) / parts()}%`;
    brush.setAttribute('aria-valuenow', chosen[1]);
    brush.setAttribute('aria-valuetext', text());
    said.textContent = text();
  }

  function choose(first, last) {
    chosen = [within(first), within(last)];
    show();
  }

  function letGo() {
    chosen = null;
    pointer = null;
    show();
  }

  function open(byKeyboard) {
    const address = new URL(bars().dataset.address, location.href);
    const [from, to] = times();
    address.searchParams.set('from', from.toISOString());
    address.searchParams.set('to', to.toISOString());
    address.searchParams.set('zone', Intl.DateTimeFormat().resolvedOptions().timeZone);
    if (byKeyboard) sessionStorage.setItem(FOCUS, 'true');
    location.assign(address);
  }

  function partOf(event) {
    const box = brush.getBoundingClientRect();
    return within(Math.floor(parts() * (event.clientX - box.left) / box.width));
  }

  brush.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    pointer = event.pointerId;
    brush.setPointerCapture(pointer);
    choose(partOf(event), partOf(event));
  });
  brush.addEventListener('pointermove', (event) => {
    if (pointer === event.pointerId) choose(chosen[0], partOf(event));
    else if (pointer === null && event.pointerType === 'mouse') choose(partOf(event), partOf(event));
  });
  brush.addEventListener('pointerup', (event) => {
    if (pointer !== event.pointerId) return;
    pointer = null;
    open(false);
  });
  // A finger that goes up or down scrolls the page: the browser then takes the pointer away.
  brush.addEventListener('pointercancel', letGo);
  brush.addEventListener('pointerleave', () => { if (pointer === null) letGo(); });

  brush.addEventListener('keydown', (event) => {
    const step = MOVES[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (step) {
      const start = Number.isFinite(step) && step > 0 || step === -Infinity ? 0 : parts() - 1;
      const last = chosen ? chosen[1] + step : start;
      choose(event.shiftKey && chosen ? chosen[0] : within(last), last);
    } else if (event.key === 'Enter' && chosen) {
      open(true);
    } else if (event.key === 'Escape' && chosen) {
      letGo();
    } else {
      return;
    }
    event.preventDefault();
  });
  brush.addEventListener('blur', letGo);

  // What somebody points at must not move away below the pointer.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.target === bars() && (chosen || document.activeElement === brush)) event.detail.shouldSwap = false;
  });

  function prepare() {
    bars().querySelector('svg').setAttribute('aria-hidden', 'true');
    for (const bar of bars().querySelectorAll('a')) bar.setAttribute('tabindex', '-1');
    brush.setAttribute('aria-valuemax', parts() - 1);
  }
  document.addEventListener('htmx:afterSwap', prepare);
  window.addEventListener('pageshow', letGo);

  prepare();
  brush.hidden = false;
  show();
  if (sessionStorage.getItem(FOCUS)) {
    sessionStorage.removeItem(FOCUS);
    brush.focus();
  }
})();
