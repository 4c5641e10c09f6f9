/* What boxes of choices say in Kazakh; select2 has no words for it. config/apps.py tells Django that they are here. */
"use strict";

(() => {
  const amd = window.jQuery?.fn?.select2?.amd;
  amd?.define("select2/i18n/kk", [], () => ({
    errorLoading: () => "Нәтижелерді жүктеу мүмкін болмады",
    inputTooLong: (it) => `Артық таңба саны: ${it.input.length - it.maximum}`,
    inputTooShort: (it) => `Тағы кемінде ${it.minimum - it.input.length} таңба жазыңыз`,
    loadingMore: () => "Тағы жүктелуде…",
    maximumSelected: (it) => `Ең көбі ${it.maximum} таңдауға болады`,
    noResults: () => "Ештеңе табылмады",
    searching: () => "Ізделуде…",
    removeAllItems: () => "Барлығын алып тастау",
  }));
})();
