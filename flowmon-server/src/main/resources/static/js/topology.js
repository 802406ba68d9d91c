// Draws the table of connections: modules from left to right (from top to bottom where it is narrow), folded when there are many.
'use strict';

(function () {
  const box = document.getElementById('topology');
  const table = document.getElementById('connections');
  const button = document.getElementById('unfold');
  if (!box) return;

  const MOST_IN_A_COLUMN = 10;
  const MOST_COLUMNS = 8;
  const MOST_LABELS = 40;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const narrow = window.matchMedia('(max-width: 760px)');
  const open = new Set();
  let drawing;

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  // What the table says: its places, and one edge for each pair of them.
  function read() {
    const nodes = new Map();
    const edges = new Map();
    for (const row of table.querySelectorAll('tbody tr')) {
      const [from, to] = [row.cells[0], row.cells[1]].map((cell) => {
        const id = cell.dataset.id;
        const node = nodes.get(id) ?? { id, kind: cell.dataset.kind, name: cell.textContent.trim(), href: cell.querySelector('a')?.href, weight: 0 };
        nodes.set(id, node);
        return node;
      });
      const rate = Number(row.dataset.rate);
      const failed = rate * Number(row.dataset.errors);
      const p95 = Number(row.dataset.p95 ?? 0);
      const href = row.querySelector('.flows-link').href;
      for (const node of [from, to]) node.weight += rate + 1000 * failed;
      add(edges, { from: from.id, to: to.id, rate, failed, p95, href }, to.href ?? href);
    }
    return { nodes, edges };
  }

  function add(edges, one, hrefOfMany) {
    const key = JSON.stringify([one.from, one.to]);
    const known = edges.get(key);
    if (!known) {
      edges.set(key, one);
      return;
    }
    known.rate += one.rate;
    known.failed += one.failed;
    known.p95 = Math.max(known.p95, one.p95);
    known.href = hrefOfMany;
  }

  // The column of each node: as far from where messages come from as the longest way there, or the shortest, if that is too far.
  function columns({ nodes, edges }) {
    const next = new Map([...nodes.keys()].map((id) => [id, []]));
    const entered = new Set();
    for (const edge of edges.values()) {
      if (edge.from === edge.to) continue;
      next.get(edge.from).push(edge.to);
      entered.add(edge.to);
    }
    let starts = [...nodes.keys()].filter((id) => !entered.has(id));
    if (!starts.length) starts = [[...nodes.values()].sort((a, b) => b.weight - a.weight)[0].id];
    const column = longest(next, starts, [...nodes.keys()]);
    return Math.max(...column.values()) < MOST_COLUMNS ? column : shortest(next, starts, [...nodes.keys()]);
  }

  function longest(next, starts, all) {
    const order = [];
    const state = new Map();
    const forward = new Map(all.map((id) => [id, []]));
    for (const start of [...starts, ...all]) {
      if (state.has(start)) continue;
      const stack = [[start, 0]];
      state.set(start, 'open');
      while (stack.length) {
        const top = stack[stack.length - 1];
        const target = next.get(top[0])[top[1]++];
        if (target === undefined) {
          state.set(top[0], 'done');
          order.push(top[0]);
          stack.pop();
        } else if (state.get(target) !== 'open') {
          forward.get(top[0]).push(target);
          if (!state.has(target)) {
            state.set(target, 'open');
            stack.push([target, 0]);
          }
        }
      }
    }
    const column = new Map(all.map((id) => [id, 0]));
    for (const id of order.reverse()) {
      for (const target of forward.get(id)) column.set(target, Math.max(column.get(target), column.get(id) + 1));
    }
    return column;
  }

  function shortest(next, starts, all) {
    const column = new Map();
    for (const start of [...starts, ...all]) {
      if (column.has(start)) continue;
      const queue = [start];
      column.set(start, 0);
      while (queue.length) {
        const id = queue.shift();
        for (const target of next.get(id)) {
          if (column.has(target)) continue;
          column.set(target, column.get(id) + 1);
          queue.push(target);
        }
      }
    }
    return column;
  }

  // Of a full column the places with most traffic and most failures stay; one box stands for the others.
  function fold(graph, column) {
    const shown = new Map();
    const stand = new Map();
    const full = [];
    for (let at = 0; at <= Math.max(...column.values()); at++) {
      const members = [...graph.nodes.values()].filter((node) => column.get(node.id) === at).sort((a, b) => b.weight - a.weight);
      const folded = members.length > MOST_IN_A_COLUMN ? members.slice(MOST_IN_A_COLUMN - 1) : [];
      if (folded.length) full.push(at);
      const hidden = open.has(at) ? [] : folded;
      for (const node of members) {
        if (!hidden.includes(node)) shown.set(node.id, { ...node, column: at });
      }
      if (hidden.length) {
        const id = `fold:${at}`;
        shown.set(id, { id, kind: 'fold', name: box.dataset.more.replace('{0}', figure(hidden.length)), column: at, weight: 0 });
        hidden.forEach((node) => stand.set(node.id, id));
      }
    }
    const edges = new Map();
    for (const edge of graph.edges.values()) {
      const from = stand.get(edge.from) ?? edge.from;
      const to = stand.get(edge.to) ?? edge.to;
      if (from !== to || from === edge.from) add(edges, { ...edge, from, to }, edge.href);
    }
    return { nodes: shown, edges, full };
  }

  // Places each column's nodes near those they talk to; an edge that passes a column gets a place of its own there.
  function arrange({ nodes, edges }) {
    const slots = [];
    const slot = (column, size) => (slots[column] ??= []).push({ at: 0, size, near: [] }) && slots[column].at(-1);
    const own = new Map([...nodes.values()].map((node) => [node.id, slot(node.column, 1)]));
    for (const edge of edges.values()) {
      const [a, b] = [nodes.get(edge.from), nodes.get(edge.to)];
      edge.bends = [];
      let last = own.get(edge.from);
      const step = Math.sign(b.column - a.column);
      for (let at = a.column + step; step && at !== b.column; at += step) {
        const bend = slot(at, 0.25);
        edge.bends.push({ bend, column: at });
        link(last, bend);
        last = bend;
      }
      link(last, own.get(edge.to));
    }
    slots.forEach(settle);
    for (let sweep = 0; sweep < 12; sweep++) {
      for (const column of sweep % 2 ? [...slots].reverse() : slots) {
        const mean = (one) => (one.near.length ? one.near.reduce((sum, other) => sum + other.at, 0) / one.near.length : one.at);
        const means = new Map(column.map((one) => [one, mean(one)]));
        column.sort((a, b) => means.get(a) - means.get(b));
        settle(column);
      }
    }
    return { own, slots };
  }

  function settle(column) {
    let at = -extent(column) / 2;
    for (const one of column) {
      one.at = at + one.size / 2;
      at += one.size;
    }
  }

  function extent(column) {
    return column.reduce((sum, one) => sum + one.size, 0);
  }

  function link(a, b) {
    a.near.push(b);
    b.near.push(a);
  }

  function label(edge) {
    const two = (value) => figure(value, { maximumSignificantDigits: 2 });
    const rate = `${edge.rate < 100 ? two(edge.rate) : rounded(edge.rate)}${box.dataset.minute}`;
    const failed = edge.failed > 0 ? `\n${two(100 * edge.failed / edge.rate)}\u202F%${narrow.matches ? '' : ` ${box.dataset.failed}`}` : '';
    const p95 = edge.p95 ? `\n${narrow.matches ? '' : 'p95 '}${duration(edge.p95 / 1000)}` : '';
    return rate + p95 + failed;
  }

  function style(many) {
    const text = { 'font-family': token('--font'), color: token('--text') };
    return [
      { selector: 'node', style: {
        ...text, label: 'data(name)', 'font-size': narrow.matches ? 12 : 13, 'font-weight': 600, 'text-valign': 'center', 'text-wrap': 'ellipsis',
        'text-max-width': narrow.matches ? 96 : 132, width: narrow.matches ? 104 : 148, height: 40, shape: 'round-rectangle', 'background-color': token('--surface'),
        'border-width': 1.5, 'border-color': token('--accent'), 'overlay-opacity': 0,
      } },
      { selector: 'node[kind = "destination"]', style: { shape: 'barrel', 'border-color': token('--bar-wait'), 'font-weight': 400, 'font-family': token('--mono'), 'font-size': narrow.matches ? 10.5 : 12 } },
      { selector: 'node[kind = "external"]', style: { shape: 'ellipse', 'border-style': 'dashed', 'border-color': token('--line-strong'), 'font-weight': 400 } },
      { selector: 'node[kind = "fold"]', style: { 'background-color': token('--raised'), 'border-style': 'dotted', 'border-color': token('--text-soft'), 'font-weight': 400 } },
      { selector: 'edge', style: {
        ...text, 'font-size': narrow.matches ? 10 : 11, 'text-wrap': 'wrap', 'text-background-color': token('--surface'), 'text-background-opacity': 0.92,
        'text-background-padding': 2, color: token('--text-soft'), width: 'data(width)', 'line-color': token('--line-strong'),
        'curve-style': 'bezier', 'target-arrow-shape': 'triangle', 'target-arrow-color': token('--line-strong'), 'arrow-scale': 0.9,
        'overlay-opacity': 0, label: many ? '' : 'data(label)',
      } },
      { selector: 'edge[bent]', style: { 'curve-style': 'round-segments', 'segment-weights': 'data(weights)', 'segment-distances': 'data(distances)', 'segment-radii': 30, 'edge-distances': 'node-position' } },
      { selector: 'edge[?failing]', style: { 'line-color': token('--bar-failed'), 'target-arrow-color': token('--bar-failed'), label: 'data(label)', color: token('--bad') } },
      { selector: '.away', style: { opacity: 0.2 } },
      { selector: 'edge.near', style: { label: 'data(label)', 'z-index': 10, 'line-color': token('--accent'), 'target-arrow-color': token('--accent') } },
    ];
  }

  // A bend as Cytoscape takes it: how far along the straight line, and how far beside it.
  function bends(from, to, points) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = Math.hypot(dx, dy);
    return {
      weights: points.map((p) => ((p.x - from.x) * dx + (p.y - from.y) * dy) / length ** 2),
      distances: points.map((p) => ((p.y - from.y) * dx - (p.x - from.x) * dy) / length),
    };
  }

  function draw() {
    const graph = read();
    const folded = fold(graph, columns(graph));
    const { own, slots } = arrange(folded);
    const upright = narrow.matches;
    const most = Math.max(...slots.map(extent));
    const [along, across] = upright ? [118, 114] : [260, 76];
    const span = [slots.length * along + (upright ? 0 : -80), most * across];
    const [width, height] = upright ? [Math.max(box.parentElement.clientWidth - 2, span[1]), span[0]] : [Math.max(box.parentElement.clientWidth - 2, span[0]), span[1] + 24];
    const stretch = upright ? 1 : Math.min(1.6, (width - 170) / Math.max(1, (slots.length - 1) * along));
    const spot = (column, at) => (upright
      ? { x: width / 2 + at * across, y: 44 + column * along }
      : { x: width / 2 + (column - (slots.length - 1) / 2) * along * Math.max(1, stretch), y: height / 2 + at * across });
    const places = new Map([...folded.nodes.values()].map((node) => [node.id, spot(node.column, own.get(node.id).at)]));
    const elements = [...folded.nodes.values()].map((node) => ({ data: node, position: places.get(node.id) }));
    for (const edge of folded.edges.values()) {
      const points = edge.bends.map(({ bend, column }) => spot(column, bend.at));
      const shape = points.length ? { bent: true, ...bends(places.get(edge.from), places.get(edge.to), points) } : {};
      elements.push({ data: {
        source: edge.from, target: edge.to, href: edge.href, label: label(edge), failing: edge.failed >= 0.01 * edge.rate,
        width: Math.min(6, 1.2 + Math.log10(1 + edge.rate)), ...shape,
      } });
    }
    box.style.width = `${width}px`;
    box.style.height = `${height}px`;
    drawing?.destroy();
    drawing = cytoscape({
      container: box, elements, layout: { name: 'preset', fit: false }, style: style(folded.edges.size > MOST_LABELS),
      userZoomingEnabled: false, userPanningEnabled: false, boxSelectionEnabled: false, autoungrabify: true, autounselectify: true,
    });
    drawing.on('tap', 'node, edge', ({ target }) => {
      if (target.data('kind') === 'fold') {
        open.add(target.data('column'));
        draw();
      } else if (target.data('href')) {
        location.assign(target.data('href'));
      }
    });
    drawing.on('mouseover', 'node, edge', ({ target }) => {
      box.style.cursor = 'pointer';
      const near = target.isNode() ? target.closedNeighborhood() : target.union(target.connectedNodes());
      drawing.elements().not(near).addClass('away');
      near.edges().addClass('near');
    });
    drawing.on('mouseout', 'node, edge', () => {
      box.style.cursor = '';
      drawing.elements().removeClass('away near');
    });
    button.hidden = !folded.full.length;
    const all = folded.full.every((column) => open.has(column));
    button.setAttribute('aria-pressed', String(all));
    button.textContent = all ? button.dataset.fold : button.dataset.unfold;
    button.onclick = () => {
      if (all) open.clear();
      else folded.full.forEach((column) => open.add(column));
      draw();
    };
    box.parentElement.scrollLeft = upright ? (width - box.parentElement.clientWidth) / 2 : 0;
    box.dataset.drawn = String(folded.nodes.size);
  }

  dark.addEventListener('change', draw);
  let width = box.parentElement.clientWidth;
  new ResizeObserver(() => {
    if (box.parentElement.clientWidth === width) return;
    width = box.parentElement.clientWidth;
    draw();
  }).observe(box.parentElement);
  draw();
})();
