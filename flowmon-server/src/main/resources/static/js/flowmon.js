// What every page shares: times in the viewer's zone, numbers in the page's language, copying, opening and closing, the live list.
'use strict';

const dateFormat = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const preciseFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false,
});

// A number as the language of the page writes it; addresses and data- attributes keep their decimal point.
function figure(value, digits) {
  return new Intl.NumberFormat(document.documentElement.lang, digits).format(value);
}

// A number for people needs three figures at most.
function rounded(value) {
  return figure(value, { maximumSignificantDigits: 3 });
}

function duration(seconds) {
  const millis = seconds * 1000;
  const decimals = (most) => ({ maximumFractionDigits: most });
  if (millis < 9.95) return `${figure(millis, decimals(1))} ms`;
  if (millis < 999.5) return `${figure(millis, decimals(0))} ms`;
  return seconds < 59.95 ? `${figure(seconds, decimals(seconds < 10 ? 2 : 1))} s` : `${figure(seconds / 60, decimals(1))} min`;
}

function showLocalTimes(root) {
  const today = new Date().toDateString();
  for (const element of root.querySelectorAll('time[datetime]:not([data-local])')) {
    const time = new Date(element.dateTime);
    if (Number.isNaN(time.getTime())) continue;
    const precise = element.hasAttribute('data-precise');
    const clock = (precise ? preciseFormat : timeFormat).format(time);
    const showDate = time.toDateString() !== today;
    element.textContent = showDate ? `${dateFormat.format(time)}, ${clock}` : clock;
    element.setAttribute('data-local', '');
  }
}

function prepareSearch(form) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const field = form.querySelector('[data-zone]');
  field.value = field.value || zone;
  for (const name of form.querySelectorAll('[data-zone-name]')) name.textContent = field.value;
  form.addEventListener('submit', () => {
    const times = form.elements.from.value || form.elements.to.value;
    for (const input of form.elements) {
      if (input.name && (!input.value || (input.name === 'zone' && !times))) input.disabled = true;
    }
  });
  window.addEventListener('pageshow', () => {
    for (const input of form.elements) input.disabled = false;
  });
}

function prepareLive(button) {
  let live = true;
  button.hidden = false;
  button.addEventListener('click', () => {
    live = !live;
    button.setAttribute('aria-pressed', String(live));
    button.querySelector('[data-live-label]').textContent = live ? button.dataset.pause : button.dataset.resume;
  });
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (!live || document.hidden) event.preventDefault();
  });
}

function prepareCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

function prepareExpand(button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    const steps = document.getElementById(button.dataset.expand).querySelectorAll('details.step, details.rest');
    for (const step of steps) step.open = open;
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? button.dataset.close : button.dataset.open;
  });
}

function prepareReveal(button) {
  button.addEventListener('click', () => {
    document.getElementById(button.dataset.reveal).hidden = false;
    button.remove();
  });
}

// A link to a row opens it, and the fold that it may stand in.
function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target || !target.matches('details')) return;
  for (let details = target; details; details = details.parentElement.closest('details')) details.open = true;
  target.scrollIntoView({ block: 'start' });
}

// On a narrow screen the main links scroll sideways: the one of this page must be in sight.
function showCurrentLink() {
  const current = document.querySelector('.topbar nav [aria-current]');
  if (!current) return;
  const links = current.parentElement;
  links.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - links.clientWidth / 2;
}

showCurrentLink();
showLocalTimes(document);
document.addEventListener('htmx:afterSwap', () => showLocalTimes(document));
document.querySelectorAll('[data-search]').forEach(prepareSearch);
document.querySelectorAll('[data-live]').forEach(prepareLive);
document.querySelectorAll('[data-copy]').forEach(prepareCopy);
document.querySelectorAll('[data-reveal]').forEach(prepareReveal);
document.querySelectorAll('[data-expand]').forEach(prepareExpand);
window.addEventListener('hashchange', openTarget);
openTarget();
