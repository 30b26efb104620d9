// Before the first paint: the theme and direction this person chose, so that nothing flashes; and how far down a draft began when it was last read
// in a window of this width, so that nothing jumps.
(() => {
  const theme = localStorage.getItem('plenary.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const asked = new URLSearchParams(location.search).get('dir')
  const direction = asked === 'rtl' || asked === 'ltr' ? asked : localStorage.getItem('plenary.direction')
  if (direction === 'rtl') document.documentElement.dir = 'rtl'
  const [, draft] = /^\/d\/([0-9a-f-]{36})\/?$/.exec(location.pathname) ?? []
  const [width, head] = (localStorage.getItem(`plenary:head:${draft}`) ?? '').split(' ').map(Number)
  if (width === innerWidth && head > 0) document.documentElement.style.setProperty('--early-head', `${head}px`)
})()
