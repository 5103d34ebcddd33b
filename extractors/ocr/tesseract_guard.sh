#!/bin/sh
# Runs Tesseract so that nothing of it outlives its page: JIPYO_OCR_CPU_SECONDS bounds its CPU time, `timeout`
# gives it a process group of its own and kills that whole group after JIPYO_OCR_WALL_SECONDS, and the kernel
# kills it when the process that asked for the page dies.
ulimit -t "${JIPYO_OCR_CPU_SECONDS:-60}"
OMP_THREAD_LIMIT=1
export OMP_THREAD_LIMIT
exec setpriv --pdeathsig KILL -- timeout --signal=KILL "${JIPYO_OCR_WALL_SECONDS:-600}" \
    setpriv --pdeathsig KILL -- tesseract "$@"
