// Sorting and filtering of tables. Everything else works without it.
(function () {
  "use strict";

  function value(row, column, asText) {
    var cell = row.cells[column];
    var text = cell.dataset.v || cell.textContent;
    return asText ? text.trim().toLowerCase() : parseFloat(text.replace(/,/g, "")) || 0;
  }

  function sort(table, header, column) {
    var asText = header.dataset.sort === "text";
    var up = header.getAttribute("aria-sort") === (asText ? "ascending" : "descending") ? !asText : asText;
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) {
      return { row: row, value: value(row, column, asText) };
    });
    rows.sort(function (a, b) {
      var order = a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
      return up ? order : -order;
    });
    header.parentNode.querySelectorAll("th").forEach(function (other) {
      other.removeAttribute("aria-sort");
    });
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append.apply(body, rows.map(function (entry) { return entry.row; }));
  }

  document.querySelectorAll("table.sortable").forEach(function (table) {
    var headers = table.tHead.rows[table.tHead.rows.length - 1].cells;
    Array.from(headers).forEach(function (header, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      button.addEventListener("click", function () { sort(table, header, column); });
      header.replaceChildren(button);
    });
  });

  document.querySelectorAll("input[data-filter]").forEach(function (input) {
    var rows = Array.from(document.getElementById(input.dataset.filter).tBodies[0].rows);
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var count = document.querySelector("[data-count=" + input.dataset.filter + "]");
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, i) {
        row.hidden = !words.every(function (word) { return texts[i].includes(word); });
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = words.length ? shown + " of " + rows.length : "";
    });
  });
})();
