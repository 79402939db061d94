// Sorts tables by their headings and filters the members. Without it, all tables are whole, in the order of the report.
(function () {
  "use strict";
  var collator = new Intl.Collator("ja", { numeric: true, sensitivity: "base" });
  // What is to be done first stands first.
  var ranks = { o: 0, b: 1, u: 2, n: 3, p: 4, y: 5, a: 6, x: 7 };

  function value(row, column) {
    var cell = row.cells[column];
    if (!cell) { return ""; }
    var given = cell.getAttribute("data-v");
    if (given !== null) { return given; }
    if (cell.className in ranks) { return String(ranks[cell.className]); }
    return cell.textContent.trim();
  }

  function sort(table, column, direction) {
    var body = table.tBodies[0];
    var rows = Array.prototype.map.call(body.rows, function (row, at) {
      return { row: row, at: at, value: value(row, column) };
    });
    rows.sort(function (a, b) {
      return direction * collator.compare(a.value, b.value) || a.at - b.at;
    });
    var sorted = document.createDocumentFragment();
    rows.forEach(function (it) { sorted.appendChild(it.row); });
    body.appendChild(sorted);
    if (table.id === "members") { apply(); }
  }

  function sortable(table) {
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending";
        Array.prototype.forEach.call(heads, function (it) { it.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(table, column, up ? 1 : -1);
      });
    });
  }

  // A browser takes long over many thousand rows: so many are shown until all are asked for.
  var most = 2000;

  function filter() {
    var tools = document.getElementById("tools");
    var heat = document.getElementById("members");
    if (!tools || !heat) { return function () {}; }
    var words = document.getElementById("words");
    var only = document.getElementById("only");
    var count = document.getElementById("count");
    var all = document.getElementById("all");
    var facts = new Map();
    Array.prototype.forEach.call(heat.tBodies[0].rows, function (row) {
      facts.set(row, { text: row.cells[0].textContent.normalize("NFKC").toLowerCase(), is: (row.getAttribute("data-is") || "").split(" ") });
    });
    function apply() {
      var wanted = words.value.normalize("NFKC").toLowerCase().trim();
      var fitting = 0;
      Array.prototype.forEach.call(heat.tBodies[0].rows, function (row) {
        var it = facts.get(row);
        var fits = it.text.indexOf(wanted) >= 0 && (only.value === "" || it.is.indexOf(only.value) >= 0);
        if (fits) { fitting += 1; }
        row.hidden = !fits || fitting > most;
      });
      all.hidden = fitting <= most;
      count.textContent = fitting <= most ? String(fitting) : most + " / " + fitting;
    }
    tools.hidden = false;
    tools.addEventListener("submit", function (event) { event.preventDefault(); });
    words.addEventListener("input", apply);
    only.addEventListener("change", apply);
    all.addEventListener("click", function () { most = Infinity; apply(); });
    apply();
    return apply;
  }

  var apply = filter();
  Array.prototype.forEach.call(document.querySelectorAll("table.sortable"), sortable);
})();
