// Before the first paint: the theme that was chosen, or the system's.
try {
  var kept = localStorage.getItem('perennial.theme');
} catch {
  kept = null;
}
document.documentElement.dataset.theme = kept === 'light' || kept === 'dark' ? kept : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
