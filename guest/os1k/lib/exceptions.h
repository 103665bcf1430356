/* What people call the exceptions of an x86 processor. */
#ifndef LIB_EXCEPTIONS_H
#define LIB_EXCEPTIONS_H

/** The name of an exception; "reserved exception" where the manuals give none. */
const char *exception_name(unsigned vector);

#endif
