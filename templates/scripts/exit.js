;(function (d, l) {
  var root = d.documentElement,
    nav = window.navigation,
    FLAG = 'left',
    presses = [],
    leaving = 0,
    store
  root.dataset.script = ''
  try {
    store = sessionStorage
  } catch (e) {
    store = {}
  }
  function hide() {
    root.hidden = true
    d.title = root.dataset.exitTitle
  }
  function out() {
    hide()
    l.replace(root.dataset.exit)
  }
  function leave() {
    var deep = (nav && nav.currentEntry && nav.currentEntry.index) || 0
    leaving = 1
    hide()
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
    if (e.key != 'Escape' || e.repeat || e.isComposing) return
    presses = presses.concat(Date.now()).slice(-3)
    if (leaving) {
      e.preventDefault()
      setTimeout(out)
    } else if (presses[2] - presses[0] < 2000) {
      e.preventDefault()
      leave()
    }
  })
})(document, location)
