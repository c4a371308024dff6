(() => {
  const filter = document.querySelector('.filter');
  if (filter) {
    filter.hidden = false;
    filter.addEventListener('input', (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      for (const group of document.querySelectorAll('details.rows')) {
        let hits = 0;
        for (const row of group.querySelectorAll('tbody tr')) {
          row.hidden = !row.dataset.name.toLowerCase().includes(wanted);
          hits += row.hidden ? 0 : 1;
        }
        group.hidden = hits === 0;
        group.open = group.open || wanted !== '';
      }
    });
  }
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((one) => { one.open = false; }));
})();
