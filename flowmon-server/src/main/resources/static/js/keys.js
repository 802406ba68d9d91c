// Moves by keyboard: from row to row, to the search, and a dialog that tells the keys. Keys of one character can be turned off.
'use strict';

(function () {
  const dialog = document.querySelector('[data-keys]');
  const onOff = dialog.querySelector('[data-keys-on]');
  const STORED = 'flowmon.keys';
  const MOVES = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

  // A browser may refuse to keep anything: then the choice holds for this page.
  function stored(value) {
    try {
      if (value !== undefined) localStorage.setItem(STORED, value);
      return localStorage.getItem(STORED);
    } catch (refused) {
      return null;
    }
  }

  // What the list shows at this moment: it keeps itself fresh. A step that is folded away is not among them.
  function rows() {
    return Array.from(document.querySelectorAll('table.flows .entry a, details.step > summary'))
      .filter((row) => row.checkVisibility());
  }

  function move(step, row) {
    const all = rows();
    const at = all.indexOf(row);
    const next = at < 0 ? all[step > 0 ? 0 : all.length - 1] : all[at + step];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  function search() {
    const field = document.querySelector('form.search input[type=search]');
    if (field) {
      field.focus();
      field.select();
    } else {
      const elsewhere = document.querySelector('[data-search-at]');
      if (elsewhere) location.assign(elsewhere.dataset.searchAt);
    }
  }

  function isTyping(element) {
    return element.isContentEditable || element.matches('input, textarea, select');
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (dialog.open || isTyping(event.target)) return;
    const row = event.target.closest('table.flows .entry a, details.step > summary');
    const arrow = event.key.startsWith('Arrow');
    if (arrow ? !row || event.shiftKey : !onOff.checked) return;
    if (event.key in MOVES) move(MOVES[event.key], row);
    else if (event.key === '/') search();
    else if (event.key === '?') dialog.showModal();
    else return;
    event.preventDefault();
  });

  onOff.checked = stored() !== 'off';
  onOff.addEventListener('change', () => stored(onOff.checked ? 'on' : 'off'));
  for (const button of document.querySelectorAll('[data-keys-open]')) {
    button.hidden = false;
    button.addEventListener('click', () => dialog.showModal());
  }
})();
