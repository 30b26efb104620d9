// Before the first paint: the theme and direction this person chose, so that nothing flashes.
(() => {
  const theme = localStorage.getItem('plenary.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const asked = new URLSearchParams(location.search).get('dir')
  const direction = asked === 'rtl' || asked === 'ltr' ? asked : localStorage.getItem('plenary.direction')
  if (direction === 'rtl') document.documentElement.dir = 'rtl'
})()
