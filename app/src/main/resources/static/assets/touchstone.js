// Enhancement only: every page works without this file.
const doc = document, all = (q, from = doc) => from.querySelectorAll(q);
const lang = doc.documentElement.lang || 'fa';
const number = new Intl.NumberFormat(lang);
const unit = (n, u) => new Intl.NumberFormat(lang, {style: 'unit', unit: u, unitDisplay: 'long'}).format(n);
const fill = (template, values) => template.replace(/\{(\w)\}/g, (_, k) => values[k] ?? '');
const say = text => { const toast = doc.querySelector('.toast'); if (toast) { toast.textContent = text; setTimeout(() => toast.textContent = '', 4000); } };

// Deadlines, told against the server's clock.
const skews = new WeakMap();
function tick() {
  for (const time of all('time[data-due]')) {
    if (!skews.has(time)) skews.set(time, time.dataset.now ? Date.parse(time.dataset.now) - Date.now() : 0);
    const rest = Date.parse(time.dataset.due) - Date.now() - skews.get(time);
    const texts = time.closest('[data-days]')?.dataset;
    if (!texts || isNaN(rest)) continue;
    const minutes = Math.floor(Math.abs(rest) / 6e4), d = Math.floor(minutes / 1440), h = Math.floor(minutes / 60) % 24, m = minutes % 60;
    const template = rest < 0 ? texts.over : d ? texts.days : h ? texts.hours : texts.minutes;
    const text = fill(template || '', {d: number.format(d), h: number.format(h), m: number.format(m), D: unit(d, 'day'), H: unit(h, 'hour'), M: unit(m, 'minute')});
    if (text && time.textContent !== text) time.textContent = text;
    const clock = time.closest('.clock');
    clock?.classList.toggle('clock--over', rest < 0);
    clock?.classList.toggle('clock--soon', rest >= 0 && rest < 864e5);
  }
}

// Characters still free, said half a second after the last key.
const pending = new WeakMap();
function count(area) {
  const out = doc.getElementById(area.dataset.count), free = area.dataset.max - [...area.value].length;
  if (!out) return;
  out.textContent = fill(free < 0 ? out.dataset.over : out.dataset.template, {n: number.format(Math.abs(free))});
  out.classList.toggle('count--over', free < 0);
}
doc.addEventListener('input', ({target}) => {
  if (!target.dataset?.count) return;
  clearTimeout(pending.get(target));
  pending.set(target, setTimeout(count, 500, target));
});

// One submission per form.
const sent = new Set();
const release = form => { sent.delete(form); for (const b of all('[aria-disabled][data-sent]', form)) { b.removeAttribute('aria-disabled'); b.removeAttribute('data-sent'); } };
doc.addEventListener('submit', e => {
  const form = e.target, button = e.submitter;
  if (sent.has(form)) { e.preventDefault(); e.stopImmediatePropagation(); return; }
  sent.add(form);
  if (button) { button.setAttribute('aria-disabled', 'true'); button.dataset.sent = ''; }
  setTimeout(release, 8000, form);
}, true);
addEventListener('pageshow', e => e.persisted && sent.forEach(release));

// Uploads: each file by itself, with its progress; what became of it is said where the form stands.
let transfers = 0;
const transfer = (form, file, line) => new Promise(done => {
  const d = form.dataset, data = new FormData(form), xhr = new XMLHttpRequest();
  const [name, text, bar] = ['bdi', 'span', 'progress'].map(tag => doc.createElement(tag));
  name.textContent = file.name;
  name.id = 'transfer-' + ++transfers;
  bar.setAttribute('aria-labelledby', name.id);
  bar.max = 1; bar.value = 0;
  text.textContent = d.sending;
  line.append(name, ' ', text, bar);
  const end = (page, said) => { bar.remove(); text.textContent = said; line.classList.toggle('error-message', !page); done(page); };
  if (file.size > d.upload) return end(null, d.large);
  data.set('file', file);
  xhr.upload.onprogress = e => { bar.value = e.loaded / e.total; };
  xhr.responseType = 'document';
  xhr.onerror = () => end(null, d.failed);
  xhr.onload = () => {
    const page = xhr.response, wrong = page?.querySelector('#file-error, main .lead')?.textContent.trim() || d.failed;
    end(xhr.status < 400 ? page : null, xhr.status < 400 ? d.arrived : wrong);
  };
  xhr.open('POST', form.action);
  xhr.send(data);
});
doc.addEventListener('submit', async e => {
  const form = e.target, files = [...form.querySelector('[type=file]')?.files || []];
  if (!form.dataset.upload || !files.length) return;
  e.preventDefault();
  const lines = form.querySelector('[data-progress]');
  let page = null;
  lines.textContent = '';
  for (const file of files) {
    const line = doc.createElement('p');
    lines.append(line);
    page = await transfer(form, file, line) || page;
  }
  release(form);
  form.reset();
  const list = page?.querySelector('#evidence > .tasks'), old = doc.querySelector('#evidence > .tasks, #evidence > .caption');
  if (list && old) old.replaceWith(list);
});

doc.addEventListener('click', async ({target}) => {
  const button = target.closest?.('[data-copy],[data-print],[data-keys]');
  if (!button) return;
  if ('print' in button.dataset) print();
  else if ('keys' in button.dataset) doc.getElementById('keys')?.showModal();
  else { await navigator.clipboard.writeText(button.dataset.copy); say(button.dataset.done); }
});
addEventListener('beforeprint', () => { for (const d of all('.page details')) d.open = true; });

// Desks: j/k by the key's place, so that a Persian layout works too; arrows only once a row has focus.
const off = () => localStorage.keys === 'off';
doc.addEventListener('change', ({target}) => { if (target.id === 'keys-off') localStorage.keys = target.checked ? 'off' : 'on'; });
// A dialog just closed keeps the focus until the next frame: keys pressed meanwhile are meant for the desk.
const writing = at => !at.closest('dialog:not([open])') && at.closest('input,textarea,select,[contenteditable],dialog');
doc.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || off() || writing(e.target)) return;
  if ('?؟？'.includes(e.key)) { doc.getElementById('keys')?.showModal(); return; }
  const rows = [...all('[data-row]')], at = rows.findIndex(row => row.contains(doc.activeElement));
  const step = e.code === 'KeyJ' || (at >= 0 && e.key === 'ArrowDown') ? 1 : e.code === 'KeyK' || (at >= 0 && e.key === 'ArrowUp') ? -1 : 0;
  const row = step && rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  if (row) { e.preventDefault(); (row.querySelector('a') || row).focus(); return; }
  if (!doc.getElementById('keys')) return;
  // A list remembers its order for the cases opened from it.
  const cases = JSON.parse(sessionStorage.cases || '[]'), here = cases.indexOf(location.pathname);
  const go = href => href && location.assign(href);
  const act = rows.length
    ? {KeyX: () => rows[at]?.querySelector('[type=checkbox]')?.click(), KeyG: () => doc.getElementById('person')?.focus()}
    : {KeyA: () => doc.getElementById('text')?.focus(), KeyU: () => go(sessionStorage.list || doc.querySelector('a.back')?.href),
      KeyN: () => go(here >= 0 && cases[here + 1]), KeyP: () => go(cases[here - 1])};
  if (act[e.code]) { e.preventDefault(); act[e.code](); }
});

// A saved reply goes in where the cursor stands.
doc.addEventListener('submit', async e => {
  const form = e.target, area = doc.getElementById(form.dataset.insert);
  if (!area) return;
  e.preventDefault();
  const answer = await fetch(form.action + '?' + new URLSearchParams(new FormData(form)));
  const text = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(area.id)?.value;
  release(form);
  if (!text) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.focus();
  count(area);
});

// Long work: its parts of the page are fetched again until it is done. What was unfolded stays so; news is said.
async function live() {
  const parts = [...all('[data-live="true"]')];
  if (!parts.length) return;
  try {
    const text = await (await fetch(location.href)).text(), page = new DOMParser().parseFromString(text, 'text/html');
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (!fresh || fresh.outerHTML === part.dataset.seen) continue;
      const seen = fresh.outerHTML, focus = part.contains(doc.activeElement) && doc.activeElement, rank = focus && [...all('a,button,summary', part)].indexOf(focus);
      if (fresh.dataset.say && fresh.dataset.say !== part.dataset.say) say(fresh.dataset.say);
      for (const open of all('details[open][id]', part)) { const same = page.getElementById(open.id); if (same) same.open = true; }
      fresh.dataset.seen = seen;
      part.replaceWith(doc.adoptNode(fresh));
      for (const b of all('[data-copy][hidden]', fresh)) b.hidden = false;
      if (focus) all('a,button,summary', fresh)[rank]?.focus();
    }
  } catch { /* the next one may get through */ }
  setTimeout(live, Math.min(...parts.map(part => part.dataset.every || 1)) * 1000);
}
setTimeout(live, 1000);

function start() {
  for (const b of all('[data-copy][hidden],[data-print][hidden],[data-keys][hidden]')) b.hidden = false;
  all('textarea[data-count]').forEach(count);
  for (const file of all('[data-upload] [type=file]')) file.multiple = true;
  const rows = [...all('[data-row] th a')];
  if (rows.length) { sessionStorage.cases = JSON.stringify(rows.map(a => a.pathname)); sessionStorage.list = location.href; }
  const box = doc.getElementById('keys-off');
  if (box) box.checked = off();
  tick();
}
start();
setInterval(tick, 30000);
doc.addEventListener('htmx:afterSwap', start);
doc.querySelector('.error-summary')?.focus();
