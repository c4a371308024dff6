(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Light and dark: the system's own until the reader chooses.
  const theme = document.querySelector('#theme');
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  };
  const named = () => { theme.textContent = dark() ? 'Light' : 'Dark'; };
  const remember = (choice) => { try { localStorage.setItem('transfuse-theme', choice); } catch { /* a page from a file may not */ } };
  try {
    const kept = localStorage.getItem('transfuse-theme');
    if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
  } catch { /* as above */ }
  theme.hidden = false;
  theme.addEventListener('click', () => {
    document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
    remember(document.documentElement.dataset.theme);
    named();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', named);
  named();

  // Tables are sorted by a button in each column's head: numbers from the largest, words from A.
  const words = new Intl.Collator('en', { numeric: true });
  const key = (row, column, number) => {
    const cell = row.cells[column];
    const text = cell.dataset.sort ?? cell.textContent.trim();
    return number ? Number.parseFloat(text.replaceAll(',', '')) || 0 : text;
  };
  const sort = (head) => {
    const table = head.closest('table');
    const body = table.tBodies[0];
    const number = head.classList.contains('n');
    const before = head.getAttribute('aria-sort');
    const down = before ? before === 'ascending' : number;
    all('th[aria-sort]', table).forEach((th) => th.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const rows = [...body.rows].map((row) => [key(row, head.cellIndex, number), row]);
    const order = number ? (a, b) => a[0] - b[0] : (a, b) => words.compare(a[0], b[0]);
    rows.sort(down ? (a, b) => order(b, a) : order);
    body.append(...rows.map((pair) => pair[1]));
  };
  const sortable = (within) => {
    for (const head of all('table.sortable thead th:not([data-unsorted])', within)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => sort(head));
    }
  };
  sortable(document);

  // The columns of a table are made when somebody opens it: a thousand tables have many.
  const unfold = (fold) => {
    const kept = fold.querySelector('template');
    if (!kept) return;
    fold.append(kept.content);
    kept.remove();
    sortable(fold);
  };
  const later = all('details.later');
  for (const fold of later) fold.addEventListener('toggle', () => fold.open && unfold(fold));

  // One word finds tables everywhere; buttons choose among checks.
  const find = document.querySelector('#find');
  const input = find.querySelector('input');
  const items = all('[data-name]').map((item) => [item, item.dataset.name.toLowerCase()]);
  const folds = all('details.rows');
  const chips = all('.chips button');
  const hiddenVerdicts = () => new Set(chips.filter((c) => c.ariaPressed === 'false').map((c) => c.dataset.verdict));
  const show = () => {
    const wanted = input.value.trim().toLowerCase();
    const off = hiddenVerdicts();
    let hits = 0;
    for (const [item, name] of items) {
      item.hidden = !name.includes(wanted) || off.has(item.dataset.verdict);
      hits += item.hidden ? 0 : 1;
    }
    for (const fold of folds) {
      const rows = all('tbody > tr', fold);
      const left = rows.filter((row) => !row.hidden).length;
      fold.hidden = rows.length > 0 && left === 0;
      const pill = fold.querySelector('.pill');
      if (pill) {
        pill.dataset.all ??= pill.textContent;
        pill.textContent = left < rows.length ? `${left.toLocaleString('en')} of ${pill.dataset.all}` : pill.dataset.all;
      }
      fold.dataset.open ??= fold.open;
      fold.open = wanted !== '' || fold.dataset.open === 'true';
      if (wanted === '') delete fold.dataset.open;
    }
    find.querySelector('output').textContent = wanted ? `${hits.toLocaleString('en')} found` : '';
  };
  let waiting;
  find.hidden = false;
  find.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(show, 80); });
  for (const group of all('.chips')) group.hidden = false;
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      chip.ariaPressed = chip.ariaPressed === 'true' ? 'false' : 'true';
      show();
    });
  }

  // A link into a fold opens it.
  const arrive = () => {
    const aim = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (aim && aim.tagName === 'DETAILS') aim.open = true;
  };
  addEventListener('hashchange', arrive);
  arrive();

  // Paper cannot be unfolded.
  const many = later.length > 60;
  if (many) all('.unprinted').forEach((note) => { note.hidden = false; });
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])').filter((fold) => !(many && later.includes(fold)));
    for (const fold of closed) {
      unfold(fold);
      fold.open = true;
    }
  });
  addEventListener('afterprint', () => closed.forEach((fold) => { fold.open = false; }));
})();
