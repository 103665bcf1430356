/*
 * real_every_port for the ports below 0x500, where all devices are: for a host on which a million
 * exits take minutes.
 */
#define PORTS 0x500
#include "real_every_port.S"
