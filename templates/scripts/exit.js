;(function (d, l) {
  var root = d.documentElement,
    nav = window.navigation,
    FLAG = 'left',
    presses = [],
    store
  try {
    store = sessionStorage
  } catch (e) {
    store = {}
  }
  function out() {
    root.hidden = true
    l.replace(root.dataset.exit)
  }
  function leave() {
    var deep = (nav && nav.currentEntry && nav.currentEntry.index) || 0
    root.hidden = true
    store[FLAG] = 1
    if (!deep) return out()
    history.go(-deep)
    setTimeout(out, 900)
  }
  function arrive(e) {
    if (!store[FLAG]) return
    var how = performance.getEntriesByType('navigation')[0]
    if ((e && e.persisted) || (how && how.type == 'back_forward')) out()
    else if (!e) delete store[FLAG]
  }
  arrive()
  addEventListener('pageshow', arrive)
  d.addEventListener('click', function (e) {
    if (e.target.closest('.exit')) {
      e.preventDefault()
      leave()
    }
  })
  d.addEventListener('keydown', function (e) {
    if (e.key != 'Escape') return
    presses = presses.concat(Date.now()).slice(-3)
    if (presses[2] - presses[0] < 2000) leave()
  })
})(document, location)
