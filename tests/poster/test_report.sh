#!/bin/sh
# The report page, and charts in Korean: that they are whole, say what the CSV files say, and refuse
# what is not what it should be. The figures are SYNTHETIC (tests/plots/synthetic.awk).
# shellcheck disable=SC2016,SC2317,SC2329 # commands are handed to check() as words, or to its eval
set -u
cd "$(dirname "$0")/../.." || exit 1

. tests/shell/check.sh
. tests/poster/svg.sh
. tests/poster/refusals.sh
. tests/plots/synthetic.sh
said=$tmp/said
need 'the report' plots poster

test_report() {
    synthesise report
    add_studies ''
    check 'the report is written' poster/report.sh "$run" "$tmp/report.html"
    page=$tmp/report.html
    check 'it has its charts' eval \
        '(for chart in overview speedup time cost one-insn exits latency scaling startup; do
            has "$page" "<figure id=\"$chart\">" || exit 1; done)'
    check 'it fetches nothing' eval \
        '! grep -E -e "(src|href) *= *.?(http|//|file:)" -e "url\(" -e "<link|@import" "$page"'
    check 'it names the host' has "$page" 'Synthetic.*"Test".*CPU.*&amp;.*Co,.*&lt;8.*cores&gt;'
    check 'losses stand out' has "$page" 'class="loss">0\.'
    printf '## Warnings\n\n- Beware of <synthetic> figures.\n\n## More\n\n- not this\n' \
        >"$run/summary.md"
    check 'in Korean' eval 'PLOT_LANG=ko poster/report.sh "$run" "$tmp/report-ko.html"'
    check 'it is Korean' has "$tmp/report-ko.html" '<h2>측정 방법 요약</h2>'
    check 'warnings are shown' has "$tmp/report-ko.html" '<li>Beware of &lt;synthetic&gt;'
    check 'and nothing else of the summary' eval '! has "$tmp/report-ko.html" "not this"'
    check 'a corrupt CSV is refused' with_change host.csv '3s/,.*//' \
        refused 65 'host.csv:3: ' poster/report.sh "$run" "$tmp/none.html"
    check 'and leaves no page' [ ! -e "$tmp/none.html" ]
    browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
    if [ -z "$browser" ]; then
        echo 'SKIP the report in a browser: no Chromium here'
        return
    fi
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$tmp/browser" \
        --dump-dom "file://$page" >"$tmp/dom" 2>"$tmp/said"
    check 'Chromium opens it' has "$tmp/dom" '<title>1K OS on KVM and on QEMU</title>'
    check 'and sees the table to its end' has "$tmp/dom" '<th>hypercall</th>'
}

test_languages() {
    synthesise languages
    check 'charts in Korean' eval 'PLOT_LANG=ko PLOT_FORMATS=svg plots/draw.sh "$run" >"$tmp/said"'
    check 'the title is Korean' has "$run/plots/speedup.svg" '계산.*작업을.*QEMU'
    for chart in overview speedup time cost startup; do
        check "$chart has no English subtitle" eval '! has "$run/plots/$chart.svg" "logarithmic"'
    done
    check 'another language is refused' refused 64 'can be en or ko' \
        env PLOT_LANG=xx plots/draw.sh "$run"
}

test_report
test_languages
exit "$failed"
