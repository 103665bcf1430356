/* A system call that is on no list: said in one line, and the end. */
#ifndef VMM_SANDBOX_VIOLATION_H
#define VMM_SANDBOX_VIOLATION_H

/** From here on SIGSYS reports the call, restores the terminal and ends with STATUS_SANDBOX. */
void violation_report(void);

/** The name of a system call of x86-64, by its number; "unknown" when it has none. */
const char *violation_call_name(int number);

#endif
