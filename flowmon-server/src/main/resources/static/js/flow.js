// Draws the page's diagram, again when the viewer changes between light and dark.
'use strict';

(function () {
  const box = document.getElementById('diagram');
  const source = document.getElementById('sequence-source');
  const text = document.getElementById('sequence-text').textContent;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const narrow = window.matchMedia('(max-width: 760px)');
  // A drawing shrinks to the page's width as far as its texts stay readable, and scrolls beyond that.
  const SMALLEST = 0.75;
  let drawings = 0;

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function configure() {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      theme: 'base',
      fontFamily: token('--font'),
      themeVariables: {
        darkMode: dark.matches,
        background: token('--surface'),
        fontSize: '14px',
        actorBkg: token('--raised'),
        actorBorder: token('--line-strong'),
        actorTextColor: token('--text'),
        actorLineColor: token('--line-strong'),
        signalColor: token('--text-soft'),
        signalTextColor: token('--text'),
        noteBkgColor: token('--note'),
        noteTextColor: token('--text'),
        noteBorderColor: token('--line-strong'),
        primaryColor: token('--raised'),
        primaryTextColor: token('--text'),
        primaryBorderColor: token('--line-strong'),
        lineColor: token('--text-soft'),
        edgeLabelBackground: token('--surface'),
        textColor: token('--text'),
      },
      flowchart: { useMaxWidth: false },
      sequence: {
        useMaxWidth: false,
        mirrorActors: text.split('\n').length > 24,
        diagramMarginX: 8,
        diagramMarginY: 14,
        actorMargin: narrow.matches ? 24 : 56,
        width: narrow.matches ? 96 : 140,
        height: 58,
        messageMargin: 30,
      },
    });
  }

  async function draw() {
    box.hidden = false;
    try {
      configure();
      const { svg } = await mermaid.render(`sequence-${++drawings}`, text);
      box.innerHTML = svg;
      const drawn = box.querySelector('svg');
      drawn.style.minWidth = `${Math.round(SMALLEST * drawn.viewBox.baseVal.width)}px`;
      source.open = false;
    } catch (error) {
      box.textContent = box.dataset.failed;
      source.open = true;
      console.error(error);
    }
  }

  dark.addEventListener('change', draw);
  draw();
})();
