;(function (d, clipboard) {
  function unfold() {
    var target = d.getElementById(location.hash.slice(1))
    var opened = false
    for (var at = target && (target.querySelector(':scope > .fold') || target); at; at = at.parentElement)
      if (at.tagName === 'DETAILS' && !at.open) opened = at.open = true
    if (opened) target.scrollIntoView()
  }
  addEventListener('hashchange', unfold)
  unfold()
  var closed = []
  addEventListener('beforeprint', function () {
    closed = d.querySelectorAll('details:not([open])')
    closed.forEach(function (each) {
      each.open = true
    })
  })
  addEventListener('afterprint', function () {
    closed.forEach(function (each) {
      each.open = false
    })
  })
  if (!clipboard) return
  d.querySelectorAll('.copy').forEach(function (button) {
    var say = button.parentNode
    button.hidden = false
    button.addEventListener('click', function () {
      var tell = function (words) {
        return function () {
          say.querySelector('[role=status]').textContent = words
        }
      }
      clipboard
        .writeText(say.querySelector('q').textContent)
        .then(tell(button.dataset.copied), tell(button.dataset.failed))
    })
  })
})(document, navigator.clipboard)
