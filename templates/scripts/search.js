;(function (d) {
  var find = d.querySelector('.find'),
    input = find.querySelector('input'),
    status = find.querySelector('[role=status]'),
    words = find.dataset,
    endings = new RegExp('(.{4,}?)(?:' + words.endings + ')$'),
    LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' },
    told
  function fold(text) {
    return text
      .normalize('NFKD')
      .replace(/[\p{M}'’ʻ]/gu, '')
      .toLowerCase()
      .replace(/[ßæœøłđðþıħ]/g, function (letter) {
        return LETTERS[letter]
      })
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
  }
  function all(selector, within) {
    return Array.from((within || d).querySelectorAll(selector))
  }
  var items = all('.list li').map(function (item) {
    return { item: item, text: ' ' + fold(item.textContent) }
  })
  // A group or a list goes with its last item.
  function close(part) {
    part.hidden = !part.querySelector('li:not([hidden])')
  }
  function look() {
    var asked = fold(input.value).split(' ').filter(Boolean)
    var count = 0
    items.forEach(function (each) {
      each.item.hidden = !asked.every(function (word) {
        return each.text.includes(' ' + word.replace(endings, '$1'))
      })
      if (!each.item.hidden) count++
    })
    all('.list__group').forEach(close)
    all('.list').forEach(close)
    d.querySelector('.contents').hidden = asked.length > 0
    find.querySelector('.find__else').hidden = count > 0
    clearTimeout(told)
    // Not at every letter: a screen reader would read each number out.
    told = setTimeout(function () {
      status.textContent = !asked.length ? '' : count ? words.found.replace('#', count) : words.nothing
    }, 250)
  }
  find.hidden = false
  // Browsers may send what is typed to a service that suggests how to go on.
  input.writingSuggestions = 'false'
  input.addEventListener('input', look)
  // Nothing is kept for those who come back, or for a browser that restores what was typed.
  function forget() {
    input.value = ''
    look()
  }
  addEventListener('pagehide', forget)
  addEventListener('pageshow', forget)
})(document)
