// Keeps a page of the preview fresh: asks whether it changed, loads it anew where it did, and stays at the place that was
// read. What it writes into the page is what this server put together; nothing else is ever asked.
(function () {
  "use strict";
  var box = document.getElementById("toji-preview");
  if (!box) return;
  var PLACE = "toji-preview-place";
  var OPEN = "toji-preview-open";
  var waiting = null;

  function kept(key) {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch (_) { return null; }
  }
  function keep(key, value) {
    try { sessionStorage.setItem(key, JSON.stringify(value)); } catch (_) { /* private windows may keep nothing */ }
  }

  // The place is kept by the nearest heading above it: what was written further up does not move what is being read.
  function anchors() {
    return Array.prototype.filter.call(document.querySelectorAll("main [id]"), function (it) {
      return it.getClientRects().length > 0;
    });
  }
  function place() {
    var above = anchors().filter(function (it) { return it.getBoundingClientRect().top <= 1; }).pop();
    return {
      page: location.pathname, x: scrollX, y: scrollY,
      anchor: above && scrollY > 0 ? above.id : "", offset: above ? above.getBoundingClientRect().top : 0
    };
  }
  function restore() {
    var was = kept(PLACE);
    keep(PLACE, null);
    if (!was || was.page !== location.pathname) return;
    var anchor = was.anchor && document.getElementById(was.anchor);
    scrollTo(was.x, anchor ? scrollY + anchor.getBoundingClientRect().top - was.offset : was.y);
  }

  // Whoever folded the bar keeps it folded until it says something new.
  function details() { return box.querySelector("details"); }
  function fold() {
    var was = kept(OPEN);
    if (was && was.bar === box.dataset.bar) details().open = was.open;
    details().addEventListener("toggle", function () { keep(OPEN, { bar: box.dataset.bar, open: details().open }); });
  }
  function lost(is) {
    var word = box.querySelector(".tp-lost");
    if (word) word.hidden = !is;
  }

  function reload() {
    keep(PLACE, place());
    history.scrollRestoration = "manual";
    location.reload();
  }
  function take(news) {
    if (news.reload) return reload();
    if (news.bar) {
      box.dataset.bar = news.mark;
      box.innerHTML = news.bar;
      fold();
    }
    ask();
  }
  // A tab that nobody sees asks for nothing: a browser has few lines to one server.
  function ask() {
    if (document.hidden || waiting) return;
    var call = waiting = new AbortController();
    var data = box.dataset;
    var query = ["page", "seen", "bar"].map(function (it) { return it + "=" + encodeURIComponent(data[it]); }).join("&");
    fetch("/.toji/next?" + query, { signal: call.signal, cache: "no-store" })
      .then(function (it) { if (!it.ok) throw new Error(it.status); return it.json(); })
      .then(function (news) { waiting = null; lost(false); take(news); })
      .catch(function () {
        waiting = null;
        if (call.signal.aborted) return;
        lost(true);
        setTimeout(ask, 1000);
      });
  }
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) ask();
    else if (waiting) { waiting.abort(); waiting = null; }
  });

  fold();
  restore();
  addEventListener("load", function () { history.scrollRestoration = "auto"; });
  ask();
})();
