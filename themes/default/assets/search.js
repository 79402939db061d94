// Offline search: substring over normalised text, several words = all of them. A classic script, so that it works from
// file://. Everything is shown by textContent: no text of a binder is ever read as markup.
(function () {
  "use strict";
  var data = window.tojiSearch || [];
  var box = document.getElementById("t.search");
  var input = document.getElementById("t.words");
  var list = document.getElementById("t.hits");
  var count = document.getElementById("t.count");
  var LIMIT = 100;

  // Width and case folded, katakana as hiragana.
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0x60);
    });
  }

  var folded = data.map(function (entry) {
    return [fold(entry[0]), fold(entry[2])];
  });

  function matches(words) {
    var hits = [];
    for (var i = 0; i < folded.length; i++) {
      var score = 0;
      for (var w = 0; w < words.length && score >= 0; w++) {
        if (folded[i][0].indexOf(words[w]) >= 0) score += 10;
        else if (folded[i][1].indexOf(words[w]) >= 0) score += 1;
        else score = -1;
      }
      if (score >= 0) hits.push([score, i]);
    }
    return hits.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
  }

  // Folding may change lengths (㈱ is three), so places are looked for character by character.
  function find(text, words) {
    var chars = Array.from(text), map = [], whole = "";
    chars.forEach(function (c, i) {
      var f = fold(c);
      for (var k = 0; k < f.length; k++) map.push(i);
      whole += f;
    });
    var marks = [];
    words.forEach(function (word) {
      for (var at = whole.indexOf(word); at >= 0 && marks.length < 50; at = whole.indexOf(word, at + word.length)) {
        marks.push([map[at], map[at + word.length - 1] + 1]);
      }
    });
    marks.sort(function (a, b) { return a[0] - b[0]; });
    return { chars: chars, marks: marks };
  }

  function show(parent, text, words, around) {
    var found = find(text, words), marks = found.marks, chars = found.chars;
    var start = around && marks.length ? Math.max(0, marks[0][0] - 30) : 0;
    var end = around ? Math.min(chars.length, start + 120) : chars.length;
    if (start > 0) parent.append("…");
    var at = start;
    marks.forEach(function (mark) {
      if (mark[0] < at || mark[1] > end) return;
      parent.append(chars.slice(at, mark[0]).join(""));
      var element = document.createElement("mark");
      element.textContent = chars.slice(mark[0], mark[1]).join("");
      parent.append(element);
      at = mark[1];
    });
    parent.append(chars.slice(at, end).join(""));
    if (end < chars.length) parent.append("…");
  }

  function search() {
    var words = fold(input.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    count.textContent = "";
    if (!words.length) return;
    var hits = matches(words);
    var text = hits.length > LIMIT ? box.dataset.many : box.dataset.one;
    count.textContent = hits.length ? hits.length + text : box.dataset.none;
    hits.slice(0, LIMIT).forEach(function (hit) {
      var entry = data[hit[1]];
      var line = document.createElement("li");
      var link = document.createElement("a");
      link.href = entry[1];
      show(link, entry[0], words, false);
      var snippet = document.createElement("p");
      show(snippet, entry[2], words, true);
      line.append(link, snippet);
      list.append(line);
    });
  }

  box.hidden = false;
  var query = /[?&]q=([^&]*)/.exec(window.location.search);
  if (query) {
    try { input.value = decodeURIComponent(query[1].replace(/\+/g, " ")); } catch (e) { input.value = ""; }
  }
  input.addEventListener("input", search);
  search();
  input.focus();
})();
