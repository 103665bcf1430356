# Speed over QEMU TCG with one instruction per block, workload by workload. Laid out by
# speedup.awk; draw.sh sets `layout`, `style`, `format` and `output`.
name = layout.'/speedup'
load name.'.vars'
load style
load style[1:strlen(style)-strlen('style.gp')].'bars.gp'
