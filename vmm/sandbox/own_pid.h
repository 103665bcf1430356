/*
 * Stands in the filters for the process's own number, which is known only when it runs. No process
 * has it: they end at 2^22 (PID_MAX_LIMIT, proc(5)).
 */
#ifndef VMM_SANDBOX_OWN_PID_H
#define VMM_SANDBOX_OWN_PID_H

#define OWN_PID 0x7fff0123U

#endif
