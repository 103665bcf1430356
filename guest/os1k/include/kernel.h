/*
 * The kernel's table of contents: what each file offers the others, in the order to read them.
 * Interrupts are off while the kernel runs, but where it waits for one: nothing needs a lock.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include "arch.h"
#include <stdbool.h>

#include "layout.h"
#include "x86.h"

#define PAGE_MASK     (~(uintptr_t)(PAGE_SIZE - 1))
#define TABLE_ENTRIES (1u << PAGE_INDEX_BITS)
#define TABLE_SPAN    ((uintptr_t)PAGE_SIZE << PAGE_INDEX_BITS) /* what one page table maps */
enum { PTE_PRESENT = 1, PTE_WRITE = 2, PTE_USER = 4 };

/* main.c, which boot.S calls; it returns the state of the program that is to be entered. */
struct trap_frame *kernel_main(uint32_t loader_magic, uint32_t loader_info);
/* console.c: print() is lib/print.h's; end_line does nothing at the start of one. */
void console_init(void);
void console_write(const char *text, size_t size);
void console_end_line(void);
void marks_write(const char *text, size_t size);
void print(const char *format, ...);
/* power.c: the ways out; frame may be NULL. */
_Noreturn void power_off(uint8_t status);
_Noreturn void panic(const char *why, const struct trap_frame *frame);
/* memory.c: pages of RAM, not cleared; NULL when there is none left. */
extern size_t pages_unpromised;
void memory_init(size_t pages);
void *page_alloc(void);
void page_free(void *page);
/* paging.c: the entry that translates an address, at level 0 or higher up. */
void paging_protect_kernel(void);
pte_t *paging_entry(uintptr_t address, int level, bool create);
/* process.c: the one program, started afresh with `frame` as its state, and its memory. Its image
 * is put in by link/, its command line by main.c. */
extern const char program_image[], program_image_end[];
extern char command_line[PAGE_SIZE];
void process_start(struct trap_frame *frame);
bool process_fill(uintptr_t address);
bool process_owns(uintptr_t address, size_t size, bool for_writing);
uintptr_t process_map(size_t bytes);
bool process_unmap(uintptr_t start);
/* descriptors.c, trap.c, syscall.c, arch trap.S: into the kernel and back. */
void descriptors_init(void);
void trap(struct trap_frame *frame);
uintptr_t syscall(uintptr_t number, uintptr_t a, uintptr_t b);
/* irq.c: to handle the interrupts of a line, a device needs irq_enable() and nothing else. */
void irq_init(void);
void irq_enable(unsigned line, void (*handler)(unsigned line));
void irq_dispatch(unsigned line);
/* timer.c */
extern uint32_t timer_ticks;
bool timer_start(uint32_t hz);
void timer_oneshot(uint16_t count, uint64_t tsc[2]);
/* input.c: one queue of typed bytes, which keyboard.c and serial.c read; -1: none. */
void input_init(void);
int input_take(void);
void input_type(uint8_t code);
int keyboard_read(void);
void keyboard_type(uint8_t code);
void serial_init(void);
int serial_read(void);
void serial_set_rate(uint16_t port); /* 115200 bits a second, 8N1 */
void serial_write(uint16_t port, const char *text, size_t size);

#endif
