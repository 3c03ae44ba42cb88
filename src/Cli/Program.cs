Console.WriteLine("netpol");
