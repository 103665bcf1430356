/* The one process of 1K OS: does what the command line says, or shows the menu. */
#include "bench.h"
#include "menu.h"
#include "orders.h"
#include "os1k.h"

enum { STATUS_OK = 0, STATUS_FAILED = 1, STATUS_USAGE = 64 };

int program_main(unsigned restarts, char *command_line);

/**
 * The program from start to end.
 * @param restarts  how often a fault stopped it before: then what was ordered is not begun again
 * @return the status to power off with
 */
int program_main(unsigned restarts, char *command_line)
{
    struct orders orders;
    int status = restarts > 0 ? STATUS_FAILED : STATUS_OK;
    if (orders_read(&orders, command_line) < 0)
        return STATUS_USAGE;
    if (orders.tick_hz != 0 && orders.bench == NULL) /* a tick would disturb what is timed */
        os_tick_rate(orders.tick_hz);
    if (restarts == 0 && orders.run != NULL)
        orders_run(&orders);
    if (restarts == 0 && orders.bench != NULL && bench_run(orders.bench) > 0)
        status = STATUS_FAILED;
    if (!orders.menu && (orders.run != NULL || orders.bench != NULL))
        return status;
    menu_run(&(struct request){.period_ms = orders.period_ms});
    return STATUS_OK;
}
