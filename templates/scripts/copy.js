;(function (d, clipboard) {
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
