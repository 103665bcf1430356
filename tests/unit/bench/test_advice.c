/* The warnings of a run: what gives reason for one, and that each has its remedy. */
#include "report/advice.h"
#include "summary_fixture.h"

static bool advised(const struct advice *advice, const char *words)
{
    for (size_t i = 0; i < advice->count; i++) {
        if (strstr(advice->text[i], words))
            return true;
    }
    return false;
}

START_TEST(test_warnings_come_with_remedies)
{
    struct facts facts = {0};
    struct summary summary = compute();
    struct advice advice;
    facts_set(&facts, "governor", "powersave");
    facts_set(&facts, "load_1min", "3.20");
    facts_set(&facts, "simulated", "yes");
    facts_set(&facts, "stolen_percent", "7.50");
    facts_set(&facts, "tsc_off_ppm", "20000.0");
    facts_set(&facts, "tsc_drift_ppm", "700.0");
    facts_set(&facts, "smt", "on");
    facts_set(&facts, "clocksource", "hpet");
    record.boot[0].outcome = OUTCOME_TIMEOUT;
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(advised(&advice, "\"powersave\""));
    ck_assert(advised(&advice, "load 3.20"));
    ck_assert(advised(&advice, "simulated by QEMU"));
    ck_assert(advised(&advice, "took 7.50 %"));
    ck_assert(advised(&advice, "KVM knows it as"));
    ck_assert(advised(&advice, "moved by 700.0 ppm"));
    ck_assert(advised(&advice, "With 3 rounds an interval can hold the true median with 75 %"));
    ck_assert(advised(&advice, "0 of 24 samples and 1 of 6 boots are not valid"));
    ck_assert(advised(&advice, "wider than 10 %"));
    ck_assert(advised(&advice, "share each core"));
    ck_assert(advised(&advice, "clock source is hpet"));
    /* Three rounds: (5.27 + 0.84) / (2 × 5.27) × 2 / 10, where 5.27 is √(3/2) × 4.303. */
    ck_assert(advised(&advice, "Differences below 12 %"));
    summary_free(&summary);
    facts_free(&facts);
}
END_TEST

/* Of the worst of all runs nothing is left unsaid, and there is room for what studies add. */
START_TEST(test_no_warning_is_lost)
{
    static const char *const facts_of[][2] = {
        {"governor", "powersave"},
        {"load_1min", "3.20"},
        {"simulated", "yes"},
        {"stolen_percent", "7.50"},
        {"tsc_off_ppm", "20000.0"},
        {"tsc_drift_ppm", "700.0"},
        {"smt", "on"},
        {"clocksource", "hpet"},
        {"elapsed_s", "30"},
        {"budget_s", "20"},
        {"short_samples", "work (0.1 ms)"},
    };
    struct facts facts = {0};
    struct advice advice;
    for (size_t i = 0; i < sizeof facts_of / sizeof *facts_of; i++)
        facts_set(&facts, facts_of[i][0], "%s", facts_of[i][1]);
    record.boot[0].outcome = OUTCOME_TIMEOUT;
    record.sample[1].outcome = OUTCOME_CLOCK; /* one is tolerated */
    struct summary summary = compute();
    for (size_t i = 0; i < summary.count; i++) {
        summary.row[i].speedup.drift_known = true;
        summary.row[i].speedup.drift = (struct correlation){.rho = -0.96, .p = 0.0002};
    }
    advice_gather(&advice, &facts, &record, &summary);
    /* Of validity, the machine, its clock, the plan, the precision, and the noise, gathered last.
     */
    ck_assert_uint_eq(advice.count, 2 + 5 + 4 + 3 + 2 + 1);
    ck_assert(advised(&advice, "wider than 10 %"));
    ck_assert_uint_lt(advice.count, ADVICE_MAX);
    summary_free(&summary);
    facts_free(&facts);
}
END_TEST

START_TEST(test_a_drift_is_named)
{
    struct facts facts = {0};
    struct summary summary = compute();
    struct advice advice;
    for (size_t i = 0; i < summary.count; i++) {
        summary.row[i].speedup.drift_known = true;
        summary.row[i].speedup.drift = (struct correlation){.rho = 0.1, .p = 0.7};
    }
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(!advised(&advice, "drift"));
    for (size_t i = 0; i < summary.count; i++) {
        if (strcmp(summary.row[i].engine, "native") == 0)
            summary.row[i].speedup.drift = (struct correlation){.rho = -0.96, .p = 0.0002};
    }
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(
        advised(&advice, "more than chance explains: work on native (rank correlation -0.96)"));
    summary_free(&summary);
}
END_TEST

/* The first eight are named whole, whatever their number, and the remedy is there. */
START_TEST(test_of_many_some_are_named)
{
    struct summary_row rows[12];
    struct summary summary = {.count = 8, .row = rows};
    struct record none = {0};
    struct facts facts = {0};
    struct advice advice;
    for (unsigned i = 0; i < 12; i++) {
        rows[i] = (struct summary_row){.n = 1, .rounds = 9, .median_ns = 10};
        rows[i].interval_ns = (struct interval){5, 15};
        snprintf(rows[i].workload, sizeof rows[i].workload, "a-workload-with-a-long-name-%u", i);
        strcpy(rows[i].engine, "qemu-kvm");
        rows[i].speedup = (struct ratio){.known = true,
                                         .value = 1,
                                         .interval = {1, 1},
                                         .rounds = 9,
                                         .drift_known = true,
                                         .drift = {.rho = -0.96, .p = 0.0002}};
    }
    advice_gather(&advice, &facts, &none, &summary);
    ck_assert(advised(&advice, "name-7 on qemu-kvm. Remedy: an idle machine"));
    ck_assert(advised(&advice, "name-7 on qemu-kvm (rank correlation -0.96). Remedy: see what"));
    summary.count = 12;
    advice_gather(&advice, &facts, &none, &summary);
    ck_assert(advised(&advice, "12 intervals are wider"));
    ck_assert(advised(&advice, "name-7 on qemu-kvm, …. Remedy: an idle machine"));
    ck_assert(advised(&advice, "name-7 on qemu-kvm (rank correlation -0.96), …. Remedy: see what"));
}
END_TEST

/* A kernel that runs by kvm-clock may hold the counter for good or not; its list tells. */
START_TEST(test_an_unstable_counter_is_said)
{
    static const struct {
        const char *source, *sources;
        bool said;
    } cases[] = {
        {"kvm-clock", "kvm-clock ", true},
        {"kvm-clock", "kvm-clock tsc acpi_pm ", false},
        {"tsc", "tsc hpet acpi_pm ", false},
        {"kvm-clock", "kvm-clock tsc-early ", true},
        {"hpet", "hpet acpi_pm ", false}, /* that is said in other words */
        {"tsc", "", false},               /* not known */
    };
    struct summary summary = compute();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct facts facts = {0};
        struct advice advice;
        facts_set(&facts, "clocksource", "%s", cases[i].source);
        facts_set(&facts, "clocksources", "%s", cases[i].sources);
        advice_gather(&advice, &facts, &record, &summary);
        ck_assert_int_eq(advised(&advice, "does not offer the time-stamp counter"), cases[i].said);
        facts_free(&facts);
    }
    summary_free(&summary);
}
END_TEST

START_TEST(test_a_quiet_machine_gets_no_warning_about_it)
{
    struct facts facts = {0};
    struct summary summary = compute();
    struct advice advice;
    facts_set(&facts, "governor", "performance");
    facts_set(&facts, "load_1min", "0.10");
    facts_set(&facts, "simulated", "no");
    facts_set(&facts, "tsc_flags", "constant_tsc nonstop_tsc");
    facts_set(&facts, "stolen_percent", "0.10");
    facts_set(&facts, "tsc_off_ppm", "3.1");
    facts_set(&facts, "tsc_drift_ppm", "0.2");
    facts_set(&facts, "smt", "off");
    facts_set(&facts, "clocksource", "tsc");
    advice_gather(&advice, &facts, &record, &summary);
    ck_assert(!advised(&advice, "governor"));
    ck_assert(!advised(&advice, "load"));
    ck_assert(!advised(&advice, "simulated"));
    ck_assert(!advised(&advice, "time-stamp counter"));
    ck_assert(!advised(&advice, "hypervisor below"));
    ck_assert(!advised(&advice, "share each core"));
    ck_assert(!advised(&advice, "clock source"));
    ck_assert(!advised(&advice, "not valid"));
    summary_free(&summary);
    facts_free(&facts);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_warnings_come_with_remedies,
        test_no_warning_is_lost,
        test_a_drift_is_named,
        test_of_many_some_are_named,
        test_an_unstable_counter_is_said,
        test_a_quiet_machine_gets_no_warning_about_it,
    };
    return RUN_TESTS_BETWEEN("advice", tests, set_up, tear_down);
}
