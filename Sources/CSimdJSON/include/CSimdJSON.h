#pragma once
int refrain_json_probe(void);
