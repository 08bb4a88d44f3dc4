// Where the calendar is wider than its box, it opens at the month before the one that the page states.
for (const month of document.querySelectorAll(".app-strip__month--current")) {
  const duty = month.parentElement.firstElementChild;
  const before = month.previousElementSibling;
  month.closest(".app-scroll").scrollLeft = before === duty ? 0 : before.offsetLeft - duty.offsetWidth;
}
